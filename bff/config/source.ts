import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml'

export type Path = readonly PropertyKey[]

/** A YAML file that knows where each of its values stands. */
export interface Source {
  value: unknown
  /** What is not YAML, as `file:line:column: sentence`. */
  errors: string[]
  /** `file:line:column` of the value at `path`, or of its nearest parent when it is missing. */
  at(path: Path): string
}

export function readSource(file: string, text: string): Source {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const place = (offset: number) => {
    const { line, col } = lines.linePos(offset)
    return `${file}:${Math.max(line, 1)}:${Math.max(col, 1)}`
  }
  const errors = document.errors.map((error) => `${place(error.pos[0])}: ${error.message}`)
  return {
    value: errors.length > 0 ? undefined : document.toJS(),
    errors,
    at: (path) => place(offsetOf(document.contents, path)),
  }
}

function offsetOf(root: Node | null, path: Path): number {
  let node: unknown = root
  let offset = root?.range?.[0] ?? 0
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === step)
      if (pair === undefined) break
      offset = startOf(pair.key) ?? offset
      node = pair.value
    } else if (isSeq(node)) {
      node = node.items[Number(step)]
      offset = startOf(node) ?? offset
    } else break
    if (isScalar(node)) offset = startOf(node) ?? offset
  }
  return offset
}

const startOf = (node: unknown): number | undefined =>
  isScalar(node) || isMap(node) || isSeq(node) ? node.range?.[0] : undefined
