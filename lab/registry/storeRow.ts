import type { SQLInputValue, SQLOutputValue } from 'node:sqlite'

import { isDiscovered, type Row } from './row.ts'

/** A row as its columns: the whole as JSON, and beside it what lists select and order by. */
export function rowColumns(row: Row): SQLInputValue[] {
  return [
    row.kind,
    row.namespace,
    row.name,
    row.tag,
    row.scope.kind,
    row.scope.name,
    row.updatedAt,
    row.deletionTimestamp ?? null,
    isDiscovered(row) ? 1 : 0,
    JSON.stringify(row.labels),
    JSON.stringify(row),
  ]
}

export function readRow(columns: Record<string, SQLOutputValue>): Row {
  const row: Row = JSON.parse(String(columns['body']))
  return row
}
