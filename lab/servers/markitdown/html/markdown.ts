import { inline } from './inline.ts'
import { type Element, type Node, parseHtml } from './tree.ts'

/** Markdown of an HTML text: headings, paragraphs, lists, tables, code, quotes, links, pictures. */
export const htmlToMarkdown = (html: string): string => `${blocks(parseHtml(html).children)}\n`

const headings = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6']
const groups =
  /^(|html|body|main|article|section|div|header|footer|nav|aside|figure|form|dl|dt|dd|address|details|p)$/

/** The blocks of some nodes, a blank line between them. */
function blocks(nodes: readonly Node[]): string {
  const made: string[] = []
  let running: Node[] = []
  const flush = () => {
    const text = inline(running).trim()
    if (text !== '') made.push(text)
    running = []
  }
  for (const node of nodes) {
    const block = typeof node === 'string' ? undefined : toBlock(node)
    if (block === undefined) running.push(node)
    else {
      flush()
      if (block !== '') made.push(block)
    }
  }
  flush()
  return made.join('\n\n')
}

/** The Markdown of an element that stands alone, or undefined for one that runs along in a line. */
function toBlock(element: Element): string | undefined {
  const { name, children } = element
  const level = headings.indexOf(name) + 1
  if (level > 0) return `${'#'.repeat(level)} ${inline(children).trim()}`
  if (groups.test(name)) return blocks(children)
  if (name === 'ul') return list(children, () => '- ')
  if (name === 'ol') return list(children, (index) => `${index + 1}. `)
  if (name === 'pre') return fence(text(element))
  if (name === 'hr') return '---'
  if (name === 'blockquote') return blocks(children).replace(/^/gm, '> ')
  if (name === 'table') return table(element)
  return undefined
}

function list(children: readonly Node[], mark: (index: number) => string): string {
  const items = children.filter(
    (node): node is Element => typeof node !== 'string' && node.name === 'li',
  )
  return items
    .map((item, index) => {
      const sign = mark(index)
      const body = blocks(item.children).replaceAll('\n\n', '\n')
      return sign + body.replaceAll('\n', `\n${' '.repeat(sign.length)}`)
    })
    .join('\n')
}

const fence = (code: string): string => {
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map(([run]) => run.length))
  const marks = '`'.repeat(longest + 1)
  return `${marks}\n${code.replace(/^\n|\n$/g, '')}\n${marks}`
}

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`

function table(element: Element): string {
  const rows = find(element, 'tr').map((line) =>
    line.children
      .filter((cell): cell is Element => typeof cell !== 'string' && /^t[dh]$/.test(cell.name))
      .map((cell) =>
        blocks(cell.children)
          .replace(/\s*\n\s*/g, ' ')
          .replaceAll('|', '\\|'),
      ),
  )
  const [head, ...rest] = rows
  if (head === undefined) return ''
  return [row(head), row(head.map(() => '---')), ...rest.map(row)].join('\n')
}

const find = (element: Element, name: string): Element[] =>
  element.children.flatMap((child) => {
    if (typeof child === 'string') return []
    return child.name === name ? [child] : find(child, name)
  })

const text = (node: Node): string =>
  typeof node === 'string' ? node : node.name === 'br' ? '\n' : node.children.map(text).join('')
