import { decodeEntities } from './entities.ts'

export interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: Node[]
}
export type Node = Element | string

const voids = new Set(['br', 'hr', 'img', 'input', 'link', 'meta', 'wbr', 'source', 'area', 'col'])
/** Their content is no text of the page. */
const hidden = new Set(['script', 'style', 'template', 'noscript', 'head'])

/** An element that is still open when one of these begins ends before it. */
const endedBy: Readonly<Record<string, readonly string[]>> = {
  li: ['li'],
  tr: ['tr'],
  td: ['td', 'th', 'tr'],
  th: ['td', 'th', 'tr'],
  dt: ['dt', 'dd'],
  dd: ['dt', 'dd'],
  p: ['p', 'div', 'ul', 'ol', 'pre', 'table', 'blockquote', 'hr', 'section', 'h1', 'h2', 'h3'],
}

/** No part of it may run over a `<`, so that a text full of them takes no longer than another. */
const token =
  /<!--[^]*?(?:-->|$)|<![^<>]*>|<(script|style)\b[^<>]*>[^]*?(?:<\/\1\s*>|$)|<(\/?)([a-z][^\s/>]*)((?:"[^"]*"|'[^']*'|[^"'<>])*)>/gi

/**
 * A tree of the elements of an HTML text. It knows the commonest omitted end tags and forgives the rest:
 * an end tag that nothing opened is dropped, an element that nothing closes ends with the text.
 */
export function parseHtml(html: string): Element {
  const root: Element = { name: '', attributes: {}, children: [] }
  const open: Element[] = [root]
  let at = 0
  for (const found of html.matchAll(token)) {
    addText(open, html.slice(at, found.index))
    at = found.index + found[0].length
    const [, , slash, tag = '', rest = ''] = found
    if (tag === '') continue
    if (slash) close(open, tag.toLowerCase())
    else begin(open, tag.toLowerCase(), rest)
  }
  addText(open, html.slice(at))
  return root
}

const addText = (open: readonly Element[], text: string): void => {
  if (text !== '' && !open.some(({ name }) => hidden.has(name)))
    open.at(-1)?.children.push(decodeEntities(text))
}

function begin(open: Element[], name: string, rest: string): void {
  const kept = open.findLastIndex((element) => !endedBy[element.name]?.includes(name))
  open.length = kept + 1
  const element: Element = { name, attributes: readAttributes(rest), children: [] }
  open.at(-1)?.children.push(element)
  if (!voids.has(name) && !rest.endsWith('/')) open.push(element)
}

function close(open: Element[], name: string): void {
  const from = open.findLastIndex((element) => element.name === name)
  if (from > 0) open.length = from
}

const readAttributes = (text: string): Record<string, string> =>
  Object.fromEntries(
    [...text.matchAll(/([^\s=/"']+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/g)].map(
      ([, name = '', double, single, bare]) => [
        name.toLowerCase(),
        decodeEntities(double ?? single ?? bare ?? ''),
      ],
    ),
  )
