import { lazy, memo, type ReactNode, Suspense, useId } from 'react'

import type { AuditEntry } from '#bff'

import { usePersonas, useStandpoint } from '../../session/queries.ts'
import { Icon } from '../../ui/Icon.tsx'
import { Latency } from '../../ui/Latency.tsx'
import { PersonaMark } from '../../ui/PersonaMark.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { initialOf } from '../../ui/standpoint.ts'
import { ClockTime } from '../../ui/time.tsx'
import { VerdictBadge } from '../../ui/VerdictBadge.tsx'
import { sayDay } from './day.ts'

const EntryDetail = lazy(async () => ({ default: (await import('./EntryDetail.tsx')).EntryDetail }))

/** The columns of the table; one with `from` needs a list that is so many rem wide. */
export const columns = [
  { label: 'Time', width: '7rem' },
  { label: 'Operator', width: '7rem', from: 62 },
  { label: 'As', width: '8.5rem' },
  { label: 'Tool', width: undefined },
  { label: 'Gateway', width: '9.5rem' },
  { label: 'Verdict', width: '11rem' },
  { label: 'Took', width: '5.5rem' },
  { label: 'Session', width: '7rem', from: 71 },
] as const
export type Label = (typeof columns)[number]['label']

/** One call: a row of the table or a block of the list, with all that is known of it below when it is open. */
export const AuditRow = memo(function AuditRow({
  entry,
  shown,
  today,
  open,
  onToggle,
}: {
  entry: AuditEntry
  /** The columns that there is room for; none where it is a list. */
  shown: readonly Label[]
  /** The list shows the time alone, except of other days. */
  today: string
  open: boolean
  onToggle: (id: string) => void
}) {
  const detail = useId()
  const on = sayDay(Date.parse(entry.at))
  const time = (
    <button
      type="button"
      aria-expanded={open}
      aria-controls={open ? detail : undefined}
      aria-label={`${entry.tool} as ${entry.persona}, ${entry.words}`}
      onClick={() => onToggle(entry.id)}
      className="-ml-1 flex min-h-8 items-center gap-1 text-start whitespace-nowrap rounded-control px-1 font-mono text-sm hover:bg-sunk"
    >
      <Icon name={open ? 'chevronDown' : 'chevronRight'} className="size-3.5" />
      <span className="grid">
        <ClockTime iso={entry.at} />
        {on === today ? null : <span className="text-ink-2">{on}</span>}
      </span>
    </button>
  )
  const tool = <span className="font-mono text-sm wrap-anywhere">{entry.tool}</span>
  const verdict = <VerdictBadge verdict={entry} size="sm" />
  const below: ReactNode = open ? (
    <Suspense fallback={<Skeleton className="h-24 w-full" />}>
      <EntryDetail entry={entry} />
    </Suspense>
  ) : null
  if (shown.length === 0)
    return (
      <li className="grid gap-1.5 border-b border-line px-4 py-3 [contain-intrinsic-size:auto_7rem] [content-visibility:auto] last:border-b-0">
        <div className="flex flex-wrap items-center justify-between gap-x-3">
          {time}
          {verdict}
        </div>
        {tool}
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-2">
          <As persona={entry.persona} />
          <span>at {entry.gateway}</span>
          <span>by {entry.operator.name}</span>
          <Latency ms={entry.ms} />
        </div>
        <div id={detail}>{below}</div>
      </li>
    )
  const cells: Record<Label, ReactNode> = {
    Time: time,
    Operator: (
      <span className="block truncate" title={entry.operator.subject}>
        {entry.operator.name}
      </span>
    ),
    As: <As persona={entry.persona} />,
    Tool: tool,
    Gateway: (
      <span className="block truncate" title={entry.gateway}>
        {entry.gateway}
      </span>
    ),
    Verdict: <span className="flex">{verdict}</span>,
    Took: (
      <span className="block text-end">
        <Latency ms={entry.ms} />
      </span>
    ),
    Session: (
      <span className="font-mono text-sm whitespace-nowrap text-ink-2">{entry.session ?? '–'}</span>
    ),
  }
  return (
    <tbody className="border-b border-line last:border-b-0">
      <tr className={open ? 'bg-sunk' : ''}>
        {shown.map((label) => (
          <td key={label} className="h-11 px-2 py-1 first:pl-4 last:pr-4">
            {cells[label]}
          </td>
        ))}
      </tr>
      {open ? (
        <tr id={detail}>
          <td colSpan={shown.length} className="bg-sunk px-4 pb-4">
            {below}
          </td>
        </tr>
      ) : null}
    </tbody>
  )
})

function As({ persona }: { persona: string }) {
  const standpoint = useStandpoint()
  const label = usePersonas().find(({ id }) => id === persona)?.label ?? persona
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      <PersonaMark size="sm" standpoint={standpoint(persona)} initial={initialOf(label)} />
      <span className="truncate" title={label}>
        {label}
      </span>
    </span>
  )
}
