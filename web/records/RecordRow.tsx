import { FlexRender, type Row } from '@tanstack/react-table'
import { memo, type RefCallback } from 'react'

import type { RecordView } from '#bff'

import { Skeleton } from '../ui/Skeleton.tsx'
import type { RecordFeatures } from './columns.ts'

type RecordRow = Row<RecordFeatures, RecordView>

/**
 * One row of a table, or its place while it is on its way. It is drawn anew only when its record
 * changes, so that scrolling costs no more than the rows that come into sight.
 */
export const TableRow = memo(function TableRow({
  index,
  row,
  columns,
  measure,
}: {
  index: number
  row: RecordRow | undefined
  columns: number
  /** A long name takes a second line, so a row is as high as its content. */
  measure: RefCallback<HTMLElement>
}) {
  return (
    <tr
      ref={measure}
      data-index={index}
      aria-rowindex={index + 2}
      className="h-15 border-b border-line last:border-b-0 hover:bg-sunk"
    >
      {row ? (
        row.getAllCells().map((cell) => (
          <td key={cell.id} className="px-2 py-1 first:pl-4 last:pr-4">
            <FlexRender cell={cell} />
          </td>
        ))
      ) : (
        <td colSpan={columns} className="px-4">
          <Skeleton />
        </td>
      )}
    </tr>
  )
})

/** The same record where there is no room for columns: what it is with its actions, then what is known of it. */
export const ListRow = memo(function ListRow({
  index,
  row,
  measure,
}: {
  index: number
  row: RecordRow | undefined
  measure: RefCallback<HTMLElement>
}) {
  const part = (narrow: 'head' | 'end' | 'body' | 'line') =>
    row
      ?.getAllCells()
      .filter((cell) => cell.column.columnDef.meta?.narrow === narrow)
      .map((cell) => (
        <div key={cell.id} className="min-w-0">
          <FlexRender cell={cell} />
        </div>
      ))
  return (
    <li ref={measure} data-index={index} className="border-b border-line px-4 py-3 last:border-b-0">
      {row ? (
        <div className="grid gap-3">
          <div className="flex items-start justify-between gap-3">
            {part('head')}
            {part('end')}
          </div>
          <div className="grid grid-cols-2 items-start gap-x-4 gap-y-3">{part('body')}</div>
          {part('line')}
        </div>
      ) : (
        <Skeleton />
      )}
    </li>
  )
})
