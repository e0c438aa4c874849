import { isMap, isScalar, isSeq, type Node, parseDocument, stringify } from 'yaml'

/** One line of a document, with the way to what it says: `spec.mcp.targets[0].name`. */
export interface DocumentLine {
  path: string
  text: string
}

/** A YAML document line by line, in its own order; the lines of a value of several lines share its path. */
export function documentLines(yaml: string): DocumentLine[] {
  const { contents } = parseDocument(yaml)
  return contents ? linesOf(contents, '', 0) : []
}

function linesOf(node: Node, path: string, depth: number): DocumentLine[] {
  const indent = '  '.repeat(depth)
  if (isMap<unknown, Node | null>(node))
    return node.items.flatMap(({ key, value }) => {
      const name = String(key)
      const at = path === '' ? name : `${path}.${name}`
      return headed(`${indent}${name}:`, value, at, depth + 1)
    })
  if (isSeq<Node | null>(node))
    return node.items.flatMap((item, index) => {
      const lines = item === null ? [] : linesOf(item, `${path}[${index}]`, depth + 1)
      const [first = { path: `${path}[${index}]`, text: '' }, ...rest] = lines
      return [{ path: first.path, text: `${indent}- ${first.text.trimStart()}` }, ...rest]
    })
  return valueOf(node)
    .split('\n')
    .map((text) => ({ path, text: indent + text }))
}

/** A value that fits stands on the line of its name, everything else below it. */
function headed(head: string, value: Node | null, path: string, depth: number): DocumentLine[] {
  if (value === null) return [{ path, text: head }]
  const branch = (isMap(value) || isSeq(value)) && value.items.length > 0
  const text = branch ? '' : valueOf(value)
  if (!branch && !text.includes('\n')) return [{ path, text: `${head} ${text}`.trimEnd() }]
  const below = linesOf(value, path, depth)
  return branch ? [{ path, text: head }, ...below] : [{ path, text: `${head} |-` }, ...below]
}

function valueOf(node: Node): string {
  if (isScalar(node)) {
    const { value } = node
    if (value === null) return ''
    if (typeof value === 'string' && value.includes('\n')) return value
    return stringify(value, { lineWidth: 0 }).trimEnd()
  }
  return isSeq(node) ? '[]' : '{}'
}
