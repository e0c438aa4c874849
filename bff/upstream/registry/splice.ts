import { type Document, isNode } from 'yaml'

/** A part of a text, by offsets, and what stands there instead. */
export interface Splice {
  from: number
  to: number
  text: string
}

/** The text with every splice made, whatever their order. */
export function splice(text: string, splices: Splice[]): string {
  let result = ''
  let at = 0
  for (const { from, to, text: instead } of splices.toSorted((a, b) => a.from - b.from)) {
    if (from < at) continue
    result += text.slice(at, from) + instead
    at = to
  }
  return result + text.slice(at)
}

/**
 * Puts a value in the place of the one at `path` of a YAML document, in double quotes, which every text
 * survives and block scalars need. None when the value has no place of its own (an alias).
 */
export function spliceAt(
  document: Document,
  path: readonly (string | number)[],
  value: string,
): Splice[] {
  const node = document.getIn(path, true)
  if (!isNode(node) || !node.range) return []
  const [from, to] = node.range
  return [{ from, to, text: JSON.stringify(value) }]
}
