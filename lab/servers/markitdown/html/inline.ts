import type { Element, Node } from './tree.ts'

/** One line of Markdown; white space is what HTML makes of it, one space. */
export const inline = (nodes: readonly Node[]): string =>
  nodes
    .map((node) =>
      typeof node === 'string' ? escape(node.replace(/[ \t\r\n\f]+/g, ' ')) : span(node),
    )
    .join('')
    .replace(/ {2,}(?!\n)/g, ' ')

/** Signs that Markdown would take for markup. */
const escape = (text: string): string => text.replace(/[\\`*_[\]]/g, '\\$&')

function span(element: Element): string {
  const { name, attributes, children } = element
  if (name === 'br') return '  \n'
  if (name === 'img') return `![${attributes['alt'] ?? ''}](${attributes['src'] ?? ''})`
  if (name === 'code' || name === 'kbd' || name === 'samp') return code(plain(element))
  const content = inline(children)
  if (content.trim() === '') return content
  if (name === 'strong' || name === 'b') return around('**', content)
  if (name === 'em' || name === 'i') return around('*', content)
  const { href } = attributes
  return name === 'a' && href !== undefined ? `[${content.trim()}](${href})` : content
}

/** Marks close to the words: spaces inside emphasis would undo it. */
const around = (mark: string, content: string): string =>
  content.replace(/^(\s*)([^]*?)(\s*)$/, `$1${mark}$2${mark}$3`)

const code = (content: string): string =>
  content.includes('`') ? `\`\` ${content} \`\`` : `\`${content}\``

const plain = (node: Node): string =>
  typeof node === 'string' ? node : node.children.map(plain).join('')
