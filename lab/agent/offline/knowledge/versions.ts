import { markdownTable, readTable, sectionsOf } from '../markdown.ts'
import { nameOf } from './names.ts'
import { type Recipe, failed, nothing, stepOf } from './recipe.ts'
import { paragraphs } from './wording.ts'

const mostRows = 12

/** "Which versions of kgateway are known?" */
export const versions: Recipe = ({ question, products }, steps) => {
  const [product] = products
  const found = stepOf(steps, 'get_versions')
  const missing = failed(steps)
  if (missing) return { say: nothing(missing) }
  if (!found) {
    const enterprise = /\benterprise\b/i.test(question)
    return {
      calls: [
        {
          name: 'get_versions',
          args: {
            ...(product !== undefined && { product }),
            ...(enterprise && { edition: 'enterprise' }),
          },
        },
      ],
    }
  }
  const all = readTable(found.text)
  if (all.length === 0) return { say: nothing(found) }
  const rows = product === undefined ? newestOfEach(all) : all.slice(0, mostRows)
  const released = all.find((row) => row['date means'] === 'released')
  return {
    say: paragraphs(
      product === undefined
        ? 'The newest version of each product that is known here:'
        : released
          ? `The newest release of ${nameOf(product)} known here is **${released['version']}** (${released['edition']}, ${released['date']}).`
          : `No release date of ${nameOf(product)} is known here; these versions were seen in use:`,
      markdownTable(
        ['Product', 'Version', 'Edition', 'Date', 'Known from'],
        rows.map((row) => [
          row['product'] ?? '',
          row['version'] ?? '',
          row['edition'] ?? '',
          `${row['date means']} ${row['date']}`,
          [row['known from'], row['note']].filter(Boolean).join('; '),
        ]),
      ),
      rows.length < all.length &&
        product !== undefined &&
        `${all.length - rows.length} older ones are left out.`,
      'Source: `get_versions`. A version that is not listed may exist all the same.',
    ),
  }
}

/** The first row of each product and edition: the tool lists the newest first. */
const newestOfEach = (rows: readonly Record<string, string>[]): Record<string, string>[] =>
  [
    ...new Map(
      rows.toReversed().map((row) => [`${row['product']} ${row['edition']}`, row]),
    ).values(),
  ].toReversed()

/** "What has changed in agentgateway v1.4?" */
export const changelog: Recipe = ({ question, products }, steps) => {
  const [product] = products
  const found = stepOf(steps, 'get_changelog')
  const missing = failed(steps)
  if (missing) return { say: nothing(missing) }
  if (!found) {
    if (product === undefined)
      return { say: 'Of which product? The changelog is kept for each of them.' }
    const version = /\bv?\d+\.\d+(?:\.\d+)?\b/.exec(question)?.[0]
    return {
      calls: [
        {
          name: 'get_changelog',
          args: { product, ...(version !== undefined && { version }), limit: 5 },
        },
      ],
    }
  }
  const [, ...entries] = sectionsOf(found.text)
  if (entries.length === 0) return { say: nothing(found) }
  return {
    say: paragraphs(
      `What is known to have changed in ${nameOf(product ?? '')}, newest first:`,
      ...entries.map(({ heading, text }) => `### ${heading}\n\n${text}`),
      'Source: `get_changelog`, which holds only dated changes and has gaps.',
    ),
  }
}
