import { useRef } from 'react'

import type { GatewayView } from '#bff'

import { useRoom } from '../../records/useRoom.ts'
import { columns, GatewayRow } from './GatewayRow.tsx'

/** Less than this and the table is a list. In rem. */
const tableFrom = 58

/** All gateways: a table where there is room, blocks that wrap where there is not. */
export function GatewayTable({ gateways }: { gateways: readonly GatewayView[] }) {
  const box = useRef<HTMLDivElement>(null)
  const room = useRoom(box)
  const wide = room === 0 || room >= tableFrom
  const rows = gateways.map((gateway) => (
    <GatewayRow key={gateway.id} gateway={gateway} wide={wide} />
  ))
  return (
    <div ref={box} className="rounded-panel border border-line bg-panel">
      {wide ? (
        <table aria-label="Gateways" className="w-full table-fixed">
          <thead>
            <tr className="border-b border-line text-start text-sm text-ink-2">
              {columns.map(({ label, width }) => (
                <th
                  key={label}
                  scope="col"
                  style={width === undefined ? undefined : { width }}
                  className="px-2 py-2 text-start font-normal first:pl-4 last:pr-4"
                >
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          {rows}
        </table>
      ) : (
        <ul aria-label="Gateways">{rows}</ul>
      )}
    </div>
  )
}
