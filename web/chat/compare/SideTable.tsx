import type { ReactNode } from 'react'

import { ScrollBox } from '../../ui/ScrollBox.tsx'
import { standpointClass } from '../../ui/standpoint.ts'
import { SideMark } from './SideMark.tsx'
import type { Side } from './Sides.tsx'

export interface SideRow {
  key: string
  head: ReactNode
  /** What all have in common, written once; else one cell for each side, in its colour. */
  shared?: ReactNode
  cells?: readonly ReactNode[]
  /** The cells prove no difference: they stay ink. */
  unknown?: boolean
}

/** Rows across the sides. What they share is ink and stands once; what differs takes their colours. */
export function SideTable({
  label,
  sides,
  rows,
}: {
  label: string
  sides: readonly Side[]
  rows: readonly SideRow[]
}) {
  return (
    <ScrollBox
      label={label}
      standing="group"
      className="relative max-h-[32rem] overflow-auto rounded-control border border-line bg-panel"
    >
      <table aria-label={label} className="w-full border-collapse text-sm">
        <thead>
          <tr className="border-b border-line-strong text-left align-top">
            <th scope="col" className="px-3 py-2">
              <span className="sr-only">What</span>
            </th>
            {sides.map((side) => (
              <th key={side.deployment} scope="col" className="px-3 py-2 font-bold">
                <span className="flex items-center gap-2 wrap-anywhere">
                  <SideMark side={side} size="sm" />
                  {side.deployment}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, head, shared, cells, unknown = false }) => (
            <tr key={key} className="border-b border-line align-top last:border-b-0">
              <th scope="row" className="px-3 py-1.5 text-left font-mono font-normal text-ink-2">
                {head}
              </th>
              {cells ? (
                sides.map(({ deployment, standpoint }, at) => (
                  <td
                    key={deployment}
                    className={`border-l border-line px-3 py-1.5 font-mono wrap-anywhere ${unknown ? 'text-ink-2' : standpointClass[standpoint].text}`}
                  >
                    {cells[at]}
                  </td>
                ))
              ) : (
                <td
                  colSpan={sides.length}
                  className="border-l border-line px-3 py-1.5 font-mono wrap-anywhere"
                >
                  {shared}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}
