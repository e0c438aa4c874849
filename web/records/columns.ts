import { createColumnHelper, tableFeatures } from '@tanstack/react-table'

import type { RecordView } from '#bff'

interface ColumnMeta {
  /** CSS width in a table; the columns without one share what is left. */
  width?: string
  /** Where there is no room for a table: in the row's first line, at its end, below it, on a line of its own, or nowhere. */
  narrow: 'head' | 'end' | 'body' | 'line' | 'none'
  /** Tables narrower than this many rem leave it out. */
  from?: number
  /** The list cannot be sorted by it. */
  unsorted?: true
}

/** The console server sorts, filters and pages; the table keeps columns, heads and cells. */
export const recordFeatures = tableFeatures({
  // The type slot of TanStack Table: its value is never read.
  columnMeta: {} as ColumnMeta,
})

export type RecordFeatures = typeof recordFeatures

/** Makes the columns of a list of records. A column's id is the field that the list is sorted by. */
export const column = createColumnHelper<RecordFeatures, RecordView>()
