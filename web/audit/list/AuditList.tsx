import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useRef, useState } from 'react'

import type { AuditEntry } from '#bff'

import { useRoom } from '../../records/useRoom.ts'
import { Button } from '../../ui/Button.tsx'
import { ProblemNotice } from '../../ui/ProblemNotice.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { useNow } from '../../ui/useNow.ts'
import type { AuditFilter } from '../address.ts'
import { entriesQuery } from '../queries.ts'
import { AuditRow, columns, type Label } from './AuditRow.tsx'
import { sayDay } from './day.ts'
import { holdRows } from './held.ts'
import { NoCalls } from './NoCalls.tsx'
import { useScrolledPast } from './useScrolledPast.ts'

const step = 100
/** As many as the console server gives at once. */
const most = 500
/** Less than this and the table is a list. In rem. */
const tableFrom = 54

/** The calls, newest first. While somebody reads, new ones are counted and do not move the others. */
export function AuditList({ filter, kept }: { filter: AuditFilter; kept: number | undefined }) {
  const box = useRef<HTMLDivElement>(null)
  const room = useRoom(box)
  const [limit, setLimit] = useState(step)
  const [open, setOpen] = useState<string | null>(null)
  const [held, setHeld] = useState<readonly AuditEntry[] | null>(null)
  const { data, refetch, isFetching } = useQuery(entriesQuery(filter, limit))
  const entries = data?.ok ? data.value.entries : []
  const past = useScrolledPast(box)
  const reading = (past || open !== null) && entries.length > 0
  if (reading !== (held !== null)) setHeld(reading ? entries : null)
  const today = sayDay(useNow())
  const { rows, fresh } = holdRows(held ?? entries, entries)
  const shown = useMemo(() => columnsFor(room), [room])
  const news = held === null ? 0 : fresh
  const toggle = useCallback((id: string) => setOpen((now) => (now === id ? null : id)), [])
  if (data && !data.ok) return <ProblemNotice error={data.error} onRetry={() => void refetch()} />
  const showNew = () => {
    setOpen(null)
    setHeld(null)
    box.current?.scrollIntoView({ block: 'start' })
  }
  const drawn = rows.map((entry) => (
    <AuditRow
      key={entry.id}
      entry={entry}
      shown={shown}
      today={today}
      open={open === entry.id}
      onToggle={toggle}
    />
  ))
  return (
    <section aria-label="Calls" className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <output className="sticky top-18 z-10 justify-self-center empty:hidden">
        {news > 0 ? (
          <Button size="sm" variant="primary" onClick={showNew}>
            {news.toLocaleString('en')} new
          </Button>
        ) : null}
      </output>
      <div ref={box} className="scroll-mt-20">
        {data === undefined ? (
          <Skeleton className="h-40 w-full" />
        ) : rows.length === 0 ? (
          <NoCalls />
        ) : shown.length > 0 ? (
          <div className="overflow-hidden rounded-panel border border-line bg-panel">
            <table aria-label="Calls, newest first" className="w-full table-fixed">
              <thead>
                <tr className="border-b border-line text-sm text-ink-2">
                  {columns
                    .filter(({ label }) => shown.includes(label))
                    .map(({ label, width }) => (
                      <th
                        key={label}
                        scope="col"
                        style={width === undefined ? undefined : { width }}
                        className={`px-2 py-2 font-normal first:pl-4 last:pr-4 ${label === 'Took' ? 'text-end' : 'text-start'}`}
                      >
                        {label}
                      </th>
                    ))}
                </tr>
              </thead>
              {drawn}
            </table>
          </div>
        ) : (
          <ul
            aria-label="Calls, newest first"
            className="rounded-panel border border-line bg-panel"
          >
            {drawn}
          </ul>
        )}
      </div>
      {data?.value.more ? (
        limit < most ? (
          <Button
            className="justify-self-center"
            pending={isFetching}
            onClick={() => setLimit(limit + step)}
          >
            Show older
          </Button>
        ) : (
          <p className="text-center text-ink-2">
            The newest {most} are listed. A filter, or a bar of the chart above, leads to older
            ones; an export has all.
          </p>
        )
      ) : kept === undefined || rows.length === 0 ? null : (
        <p className="text-center text-sm text-ink-2">
          That is all. Of all operators together the newest {kept.toLocaleString('en')} calls are
          kept.
        </p>
      )}
    </section>
  )
}

/** Before it was measured, all of them; where there is no room for a table, none. */
function columnsFor(room: number): readonly Label[] {
  if (room > 0 && room < tableFrom) return []
  return columns
    .filter((column) => room === 0 || !('from' in column) || column.from <= room)
    .map(({ label }) => label)
}
