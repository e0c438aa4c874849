import type { AuditEntry } from '../../contract.ts'

export type ExportFormat = 'csv' | 'json'

type Cell = string | number | null | undefined

const columns: readonly [string, (entry: AuditEntry) => Cell][] = [
  ['at', ({ at }) => at],
  ['operator', ({ operator }) => operator.name],
  ['operator_subject', ({ operator }) => operator.subject],
  ['persona', ({ persona }) => persona],
  ['gateway', ({ gateway }) => gateway],
  ['tool', ({ tool }) => tool],
  ['verdict', ({ words }) => words],
  ['outcome', ({ outcome }) => outcome],
  ['listed', ({ listed }) => listed],
  ['code', ({ code }) => code],
  ['message', ({ message }) => message],
  ['status', ({ status }) => status],
  ['ms', ({ ms }) => ms],
  ['session', ({ session }) => session],
  ['exchange', ({ exchange }) => exchange],
  ['id', ({ id }) => id],
]

/** The pieces of a file with these entries, one entry at a time. */
export function* fileOf(entries: Iterable<AuditEntry>, format: ExportFormat): Generator<string> {
  if (format === 'csv') {
    yield csvLine(columns.map(([name]) => name))
    for (const entry of entries) yield csvLine(columns.map(([, cell]) => cell(entry)))
    return
  }
  let mark = '[\n'
  for (const entry of entries) {
    yield `${mark}${JSON.stringify(entry)}`
    mark = ',\n'
  }
  yield mark === '[\n' ? '[]\n' : '\n]\n'
}

/** RFC 4180: CRLF after each line, a field with a separator, quote or line break in quotes, quotes doubled. */
const csvLine = (cells: readonly Cell[]): string => `${cells.map(csvCell).join(',')}\r\n`

function csvCell(cell: Cell): string {
  if (cell === undefined || cell === null) return ''
  // a number may begin with a minus, and no spreadsheet takes it for more than that
  if (typeof cell === 'number') return String(cell)
  const text = isFormula.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** What makes a spreadsheet calculate instead of show (OWASP, CSV injection). Full-width forms work in some as well. */
const isFormula = /^[\s]*[=+\-@＝＋－＠]|^[\t\r\n]/
