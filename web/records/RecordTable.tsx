import { type ColumnDef, useTable } from '@tanstack/react-table'
import { type ReactNode, useMemo, useRef } from 'react'

import type { RecordView } from '#bff'

import { type RecordFeatures, recordFeatures } from './columns.ts'
import { ListRow, TableRow } from './RecordRow.tsx'
import { SortHead } from './SortHead.tsx'
import { useRoom } from './useRoom.ts'
import { useVirtualRows } from './useVirtualRows.ts'
import type { RowWindow } from './useWindow.ts'

export type RecordColumns = readonly ColumnDef<RecordFeatures, RecordView>[]

/** Less than this and a table is a list of rows that wrap. In rem. */
const tableFrom = 46

/** A list of records of any length: a table where there is room, rows that wrap where there is not. */
export function RecordTable({
  label,
  columns,
  window,
  total,
  sort,
  onSort,
}: {
  label: string
  columns: RecordColumns
  window: RowWindow
  total: number
  sort: string
  onSort: (field: string) => void
}) {
  const box = useRef<HTMLDivElement>(null)
  const room = useRoom(box)
  const wide = room === 0 || room >= tableFrom
  const { items, before, after, measure } = useVirtualRows(box, {
    count: total,
    rem: wide ? 3.75 : 9,
    onSight: window.see,
  })
  const shown = useMemo(
    () => columns.filter(({ meta }) => !wide || (meta?.from ?? 0) <= room || room === 0),
    [columns, wide, room],
  )
  const table = useTable({ features: recordFeatures, columns: shown, data: window.records })
  const { rows } = table.getRowModel()
  const rowOf = useMemo(() => new Map(rows.map((row) => [row.original, row])), [rows])
  const lines = items.map(({ key, index }) => {
    const record = window.at(index)
    return { key, index, row: record && rowOf.get(record) }
  })
  if (!wide) {
    return (
      <div ref={box}>
        <ul aria-label={label} className="rounded-panel border border-line bg-panel">
          <Gap as="li" height={before} />
          {lines.map(({ key, index, row }) => (
            <ListRow key={key} index={index} row={row} measure={measure} />
          ))}
          <Gap as="li" height={after} />
        </ul>
      </div>
    )
  }
  return (
    <div ref={box} className="rounded-panel border border-line bg-panel">
      <table aria-label={label} aria-rowcount={total + 1} className="w-full table-fixed">
        <thead>
          <tr className="border-b border-line">
            {shown.map((each) => (
              <SortHead key={each.id} column={each} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          <Gap as="tr" height={before} />
          {lines.map(({ key, index, row }) => (
            <TableRow key={key} index={index} row={row} columns={shown.length} measure={measure} />
          ))}
          <Gap as="tr" height={after} />
        </tbody>
      </table>
    </div>
  )
}

/** Stands for the rows that are not drawn. */
function Gap({ as: Tag, height }: { as: 'tr' | 'li'; height: number }): ReactNode {
  return height > 0 ? <Tag aria-hidden style={{ height }} /> : null
}
