import { sectionsOf } from '../markdown.ts'
import { productsIn } from './mentions.ts'
import { nameOf } from './names.ts'
import { type Recipe, failed, nothing, stepOf } from './recipe.ts'
import { paragraphs } from './wording.ts'
import { relevance, weightyWords } from './words.ts'

/** Rows of the identity table that a question may ask for. */
const aspects: readonly [RegExp, RegExp, string][] = [
  [/\blicen[cs]e/i, /licen[cs]e/i, 'licence'],
  [/\brepo(sitory)?\b|\bsource code\b|\bgithub\b/i, /repository/i, 'source repository'],
  [/\bdocs\b|\bdocumentation\b/i, /docs/i, 'documentation'],
  [
    /\benterprise (name|edition|version|product)\b|\bcalled\b/i,
    /enterprise name/i,
    'enterprise edition',
  ],
  [/\bformer|\bused to be\b|\bold name\b|\bfirst name\b/i, /former|first name/i, 'former name'],
  [
    /\bwho (owns|maintains|runs|governs|stewards)\b|\bstewards?\b|\bfoundation\b|\bcncf\b/i,
    /steward/i,
    'steward',
  ],
]

/** "What is kgateway?", "Which licence has kagent?" */
export const product: Recipe = ({ question, products }, steps) => {
  const [id = ''] = products
  const missing = failed(steps)
  if (missing) return { say: nothing(missing) }
  const page = stepOf(steps, 'get_product_info')
  if (!page) return { calls: [{ name: 'get_product_info', args: { product: id } }] }
  const sections = sectionsOf(page.text)
  const text = (heading: string) =>
    sections.find((section) => section.heading === heading)?.text ?? ''
  const source = `Source: product information of \`${id}\`.`
  const aspect = aspectOf(id, question, text('Product Identity'))
  if (aspect !== undefined)
    return { say: paragraphs(aspect, identity(text('Product Identity')), source) }
  return {
    say: paragraphs(
      untold(question, page.text) &&
        `The knowledge base does not speak of "${untold(question, page.text)}" here. Of ${nameOf(id)} it tells this:`,
      text('What it is') && `**${capital(nameOf(id))}**: ${text('What it is')}`,
      identity(text('Product Identity')),
      text('Facts to know') && `Facts to know:\n\n${text('Facts to know')}`,
      source,
    ),
  }
}

/** What a question is about, where a page says nothing of it. */
function untold(question: string, page: string): string | undefined {
  const words = weightyWords(question).filter((word) => productsIn(word).length === 0)
  return words.length > 0 && relevance(page, words.join(' ')) === 0 ? words.join(' ') : undefined
}

const capital = (name: string): string => name.replace(/^the /, 'The ')

/** The one fact that was asked for, where the question is about one. */
function aspectOf(id: string, question: string, table: string): string | undefined {
  const asked = aspects.find(([said]) => said.test(question))
  if (!asked) return undefined
  const [, row, called] = asked
  const found = rowsOf(table).find(([name]) => row.test(name))
  return found
    ? `The ${called} of ${nameOf(id)} is **${found[1]}**.`
    : `The knowledge base does not tell the ${called} of ${nameOf(id)}. It tells this of its identity:`
}

const identity = (table: string): string =>
  table === ''
    ? ''
    : [
        '| | |',
        '| --- | --- |',
        ...rowsOf(table).map(([name, value]) => `| ${name} | ${value} |`),
      ].join('\n')

/** The identity table has an empty head; its rows are a name in bold and a value. */
export function rowsOf(table: string): [string, string][] {
  return table.split('\n').flatMap((line): [string, string][] => {
    const match = /^\| \*\*(.+?)\*\* \| (.*) \|$/.exec(line)
    return match?.[1] !== undefined && match[2] !== undefined ? [[match[1], match[2]]] : []
  })
}
