import { markdownTable, readTable } from '../markdown.ts'
import { nameOf } from './names.ts'
import { type Recipe, failed, nothing, stepOf } from './recipe.ts'
import { paragraphs } from './wording.ts'
import { weightyWords } from './words.ts'

/** "Which products do you know?" */
export const productList: Recipe = (_intent, steps) => {
  const found = stepOf(steps, 'list_products')
  const missing = failed(steps)
  if (missing) return { say: nothing(missing) }
  if (!found) return { calls: [{ name: 'list_products', args: {} }] }
  const rows = readTable(found.text)
  return {
    say: paragraphs(
      `The knowledge base covers ${rows.length} products:`,
      markdownTable(
        ['Product', 'Enterprise name', 'What it is'],
        rows.map((row) => [
          `**${row['product']}**`,
          row['enterprise name'] ?? '',
          row['what it is'] ?? '',
        ]),
      ),
      'Source: `list_products`.',
    ),
  }
}

/** "Which kinds does kgateway have?" */
export const kindList: Recipe = ({ products }, steps) => {
  const [product] = products
  const found = stepOf(steps, 'get_crd_map')
  const missing = failed(steps)
  if (missing) return { say: nothing(missing) }
  if (!found)
    return { calls: [{ name: 'get_crd_map', args: product === undefined ? {} : { product } }] }
  const rows = readTable(found.text)
  return {
    say: paragraphs(
      `${product === undefined ? 'The knowledge base' : nameOf(product)} has ${rows.length} kinds:`,
      markdownTable(
        [...(product === undefined ? ['Product'] : []), 'Kind', 'apiVersion', 'What it is for'],
        rows.map((row) => [
          ...(product === undefined ? [row['product'] ?? ''] : []),
          `**${row['kind']}**`,
          `\`${row['apiVersion']}\``,
          row['what it is for'] ?? '',
        ]),
      ),
      'Source: `get_crd_map`. Ask for one of them to see its fields.',
    ),
  }
}

/** "Which use cases are there about security?" */
export const useCaseList: Recipe = ({ question, products }, steps) => {
  const [product] = products
  const found = stepOf(steps, 'search_use_cases')
  const missing = failed(steps)
  if (missing) return { say: nothing(missing) }
  if (!found) {
    const query = weightyWords(question)
      .filter((word) => !/^use$|^cases?$|^use-cases?$/i.test(word))
      .join(' ')
    const asked = product !== undefined && query.toLowerCase() === product ? '' : query
    return {
      calls: [
        {
          name: 'search_use_cases',
          args: { query: asked, ...(product !== undefined && { product }), limit: 20 },
        },
      ],
    }
  }
  const rows = found.text.split('\n').flatMap((line) => {
    const match = /^- \*\*(.+?)\*\*: (.+?) \(([^;]+);/.exec(line)
    return match ? [[`\`${match[1]}\``, match[2] ?? '', match[3] ?? '']] : []
  })
  if (rows.length === 0) return { say: nothing(found) }
  return {
    say: paragraphs(
      rows.length === 1 ? 'There is one use case:' : `There are ${rows.length} use cases:`,
      markdownTable(['File', 'What it shows', 'Product and version'], rows),
      'Name a file to read it in full.',
    ),
  }
}
