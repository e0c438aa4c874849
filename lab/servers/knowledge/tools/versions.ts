import * as z from 'zod'

import type { Library } from '../library/library.ts'
import { table } from '../library/markdown.ts'
import { anyProduct, limit, oneProduct } from './arguments.ts'
import { type Tool, defineTool } from './tool.ts'

const versionRow = z.object({
  product: z.string(),
  version: z.string(),
  edition: z.string(),
  date: z.string(),
  dateMeans: z.string(),
  source: z.string(),
  note: z.string(),
})

export function getVersions({ versions }: Library): Tool {
  const rows = versions.map(({ product, version, edition, date, dateMeans, source, note }) => ({
    product,
    version,
    edition,
    date,
    dateMeans,
    source,
    note: note ?? '',
  }))
  return defineTool({
    name: 'get_versions',
    title: 'Versions',
    description:
      'Known versions, newest first, each with a date, with what the date means (released, or observed in use) and where it is known from. A version that is not listed is not known here; it may exist.',
    input: z.strictObject({
      product: anyProduct,
      edition: z
        .enum(['all', 'oss', 'enterprise'])
        .default('all')
        .describe('Open source, enterprise, or both'),
    }),
    output: z.object({ versions: z.array(versionRow) }),
    answer: ({ product, edition }) => {
      const found = rows.filter(
        (row) =>
          (product === undefined || row.product === product) &&
          (edition === 'all' || row.edition === edition),
      )
      const heads = ['product', 'version', 'edition', 'date', 'date means', 'known from', 'note']
      const text =
        found.length > 0
          ? `# Versions\n\n${table(
              heads,
              found.map((row) => Object.values(row)),
            )}`
          : `No ${edition === 'all' ? '' : `${edition} `}version of ${product ?? 'any product'} is known here.`
      return { text, data: { versions: found } }
    },
  })
}

export function getChangelog({ versions }: Library): Tool {
  return defineTool({
    name: 'get_changelog',
    title: 'Changelog',
    description:
      'What changed in which version of one product, newest first. It holds only dated changes that are known from tags, release notes or source, so it has gaps.',
    input: z.strictObject({
      product: oneProduct,
      version: z
        .string()
        .optional()
        .describe('Only versions that begin with this text')
        .meta({ examples: ['v1.4', 'v2.2.0'] }),
      limit: limit(10, 50),
    }),
    answer: ({ product, version = '', limit: most }) => {
      const prefix = version.replace(/^v/, '')
      const entries = versions
        .filter((entry) => entry.product === product && entry.changes.length > 0)
        .filter((entry) => entry.version.replace(/^v/, '').startsWith(prefix))
        .slice(0, most)
      if (entries.length === 0)
        return {
          text: `No dated change of ${product} ${version} is known here.`.replace('  ', ' '),
        }
      const parts = entries.map(
        ({ version: name, date, dateMeans, source, changes }) =>
          `## ${name} (${dateMeans} ${date}; ${source})\n\n${changes.map((change) => `- ${change}`).join('\n')}`,
      )
      return { text: [`# ${product}: changelog`, ...parts].join('\n\n') }
    },
  })
}
