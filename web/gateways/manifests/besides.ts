import { type DocumentLine, documentLines } from './documentLines.ts'

export interface MarkedLine extends DocumentLine {
  /** The other document says nothing there, or something else. */
  differs: boolean
}

/** Two YAML documents line by line; what only one of them says is marked. */
export function besides(left: string, right: string): [MarkedLine[], MarkedLine[]] {
  const [a, b] = [documentLines(left), documentLines(right)]
  return [marked(a, b), marked(b, a)]
}

function marked(lines: readonly DocumentLine[], others: readonly DocumentLine[]): MarkedLine[] {
  const said = new Set(others.map(({ path, text }) => `${path}\n${text}`))
  return lines.map((line) => ({ ...line, differs: !said.has(`${line.path}\n${line.text}`) }))
}
