/** A Markdown table; pipes and line breaks in cells are made harmless. */
export const table = (head: string[], rows: (string | number)[][]): string =>
  [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')

const line = (cells: (string | number)[]): string => `| ${cells.map(cell).join(' | ')} |`

const cell = (value: string | number): string =>
  String(value).replaceAll('|', '\\|').replaceAll('\n', ' ')
