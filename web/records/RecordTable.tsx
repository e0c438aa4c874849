import { type ColumnDef, useTable } from '@tanstack/react-table'
import { type ReactNode, useMemo, useRef } from 'react'

import type { RecordView } from '#bff'

import { Skeleton } from '../ui/Skeleton.tsx'
import { type RecordFeatures, recordFeatures } from './columns.ts'
import { RecordListRow } from './RecordListRow.tsx'
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
  const rows = useVirtualRows(box, { count: total, rem: wide ? 3.5 : 7, onSight: window.see })
  const inSight = rows.items.map((item) => ({ item, record: window.at(item.index) }))
  const data = inSight.flatMap(({ record }) => record ?? [])
  const shown = useMemo(
    () => columns.filter(({ meta }) => !wide || (meta?.from ?? 0) <= room || room === 0),
    [columns, wide, room],
  )
  const table = useTable({ features: recordFeatures, columns: shown, data })
  const models = new Map(table.getRowModel().rows.map((row) => [row.original, row]))
  const lines = inSight.map(({ item, record }) => {
    const row = record && models.get(record)
    const cells = row?.getAllCells().map((cell) => ({
      id: cell.id,
      meta: cell.column.columnDef.meta,
      content: <table.FlexRender cell={cell} />,
    }))
    return { item, cells }
  })
  if (!wide) {
    return (
      <div ref={box}>
        <ul aria-label={label} className="rounded-panel border border-line bg-panel">
          <Gap as="li" height={rows.before} />
          {lines.map(({ item, cells }) => (
            <li
              key={item.key}
              ref={rows.measure}
              data-index={item.index}
              className="border-b border-line px-4 py-3 last:border-b-0"
            >
              {cells ? <RecordListRow cells={cells} /> : <Skeleton />}
            </li>
          ))}
          <Gap as="li" height={rows.after} />
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
          <Gap as="tr" height={rows.before} />
          {lines.map(({ item, cells }) => (
            <tr
              key={item.key}
              ref={rows.measure}
              data-index={item.index}
              aria-rowindex={item.index + 2}
              className="h-14 border-b border-line last:border-b-0 hover:bg-sunk"
            >
              {cells ? (
                cells.map(({ id, content }) => (
                  <td key={id} className="px-2 py-1.5 first:pl-4 last:pr-4">
                    {content}
                  </td>
                ))
              ) : (
                <td colSpan={shown.length} className="px-4">
                  <Skeleton />
                </td>
              )}
            </tr>
          ))}
          <Gap as="tr" height={rows.after} />
        </tbody>
      </table>
    </div>
  )
}

/** Stands for the rows that are not drawn. */
function Gap({ as: Tag, height }: { as: 'tr' | 'li'; height: number }): ReactNode {
  return height > 0 ? <Tag aria-hidden style={{ height }} /> : null
}
