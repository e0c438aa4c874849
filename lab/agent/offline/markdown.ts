/** A Markdown table; pipes and line breaks in cells are made harmless. */
export const markdownTable = (
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string => [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')

const line = (cells: readonly string[]): string => `| ${cells.map(safe).join(' | ')} |`

const safe = (text: string): string => text.replaceAll(/(?<!\\)\|/g, '\\|').replaceAll('\n', ' ')

/** The rows of the first table in a Markdown text, each by the words of its head; escaped pipes are read back. */
export function readTable(text: string): Record<string, string>[] {
  const lines = text.split('\n')
  const start = lines.findIndex(
    (each, at) => each.startsWith('|') && /^\|[\s|:-]+\|$/.test(lines[at + 1] ?? ''),
  )
  if (start < 0) return []
  const head = cellsOf(lines[start] ?? '')
  const rows: Record<string, string>[] = []
  for (const each of lines.slice(start + 2)) {
    if (!each.startsWith('|')) break
    const cells = cellsOf(each)
    rows.push(Object.fromEntries(head.map((name, at) => [name, cells[at] ?? ''])))
  }
  return rows
}

const cellsOf = (row: string): string[] =>
  row
    .trim()
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll('\\|', '|'))

/** The parts of a page below its `##` headings; what is above the first is under the empty heading. */
export function sectionsOf(page: string): { heading: string; text: string }[] {
  const [before = '', ...parts] = page.split(/^## /m)
  const titled = parts.map((part) => {
    const [heading = '', ...rest] = part.split('\n')
    return { heading: heading.trim(), text: rest.join('\n').trim() }
  })
  return [{ heading: '', text: before.trim() }, ...titled]
}
