import { useId, useState } from 'react'

import { sayDuration } from '../../ui/duration.ts'
import { Icon } from '../../ui/Icon.tsx'
import { OutcomeIcon } from '../../ui/OutcomeIcon.tsx'
import { Properties } from '../../ui/Properties.tsx'
import { ScrollBox } from '../../ui/ScrollBox.tsx'
import { ClockTime } from '../../ui/time.tsx'
import { isRefused, type LogEntry, readLine, type ReadLine } from './readLine.ts'
import { Who } from './Who.tsx'

const heads = [
  { label: 'Time', width: '7.5rem' },
  { label: 'Outcome', width: '9rem' },
  { label: 'Who', width: '9rem' },
  { label: 'Method', width: '14rem' },
  { label: 'Tool or path', width: '14rem' },
  { label: 'Reason', width: undefined },
  { label: 'Took', width: '5.5rem' },
]

const outcomes = {
  allowed: { word: 'answered', text: 'text-allowed' },
  refused: { word: 'refused', text: 'text-refused' },
  rejected: { word: 'rejected', text: 'text-refused' },
  failed: { word: 'failed', text: 'text-failed' },
} as const

/** Lines of an access log with the fields that matter in columns; all fields of a line open below it. */
export function LogTable({ lines }: { lines: readonly LogEntry[] }) {
  return (
    <ScrollBox
      label="Lines of the access log"
      className="max-h-[60dvh] overflow-auto rounded-panel border border-line bg-panel"
    >
      <table
        aria-label="Access log, newest first"
        className="w-full min-w-[64rem] table-fixed text-sm"
      >
        <thead className="sticky top-0 bg-panel">
          <tr className="text-ink-2">
            {heads.map(({ label, width }) => (
              <th
                key={label}
                scope="col"
                style={width === undefined ? undefined : { width }}
                className="px-2 py-2 text-start font-normal first:pl-4 last:pr-4 last:text-end"
              >
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((entry, index) => (
            // Lines have no id, and two may be alike: their place from the oldest is what stays.
            <Line key={lines.length - index} entry={entry} />
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}

function Line({ entry }: { entry: LogEntry }) {
  const { at } = entry
  const [open, setOpen] = useState(false)
  const whole = useId()
  const { outcome, status, who, method, subject, why, took } = readLine(entry)
  return (
    <>
      <tr className={`border-t border-line align-top ${isRefused(entry) ? 'hatch' : ''}`}>
        <td className="py-1 pr-2 pl-3 whitespace-nowrap">
          <button
            type="button"
            aria-expanded={open}
            aria-controls={open ? whole : undefined}
            onClick={() => setOpen(!open)}
            className="flex min-h-7 items-center gap-1 rounded-control px-1 font-mono hover:bg-sunk"
          >
            <Icon name={open ? 'chevronDown' : 'chevronRight'} className="size-3.5" />
            {at === null ? '–' : <ClockTime iso={at} />}
            <span className="sr-only">, whole line</span>
          </button>
        </td>
        <td className="px-2 py-1.5 whitespace-nowrap">
          <Outcome outcome={outcome} status={status} />
        </td>
        <td className="px-2 py-1.5">
          <Who sub={who} />
        </td>
        <td className="px-2 py-1.5 font-mono wrap-anywhere">{method ?? '–'}</td>
        <td className="px-2 py-1.5 font-mono wrap-anywhere">{subject ?? '–'}</td>
        <td className="px-2 py-1.5 font-mono wrap-anywhere">{why}</td>
        <td className="px-2 py-1.5 pr-4 text-end font-mono whitespace-nowrap">
          {took === undefined ? '–' : sayTook(took)}
        </td>
      </tr>
      {open ? (
        <tr id={whole}>
          <td colSpan={heads.length} className="bg-sunk px-4 py-3">
            <Whole entry={entry} />
          </td>
        </tr>
      ) : null}
    </>
  )
}

/** A line as it was written, and its fields one by one. */
function Whole({ entry: { text, fields } }: { entry: LogEntry }) {
  return (
    <div className="grid gap-3">
      <code className="font-mono wrap-anywhere whitespace-pre-wrap">{text}</code>
      <Properties
        rows={Object.entries(fields).map(([name, value]) => [
          name,
          <code key={name} className="font-mono">
            {value}
          </code>,
        ])}
      />
    </div>
  )
}

/** agentgateway writes whole milliseconds, `3820ms`; what is written otherwise stays as it is. */
function sayTook(took: string): string {
  const ms = /^(\d+)ms$/.exec(took)?.[1]
  return ms === undefined ? took : sayDuration(Number(ms))
}

function Outcome({ outcome, status }: Pick<ReadLine, 'outcome' | 'status'>) {
  if (outcome === undefined) return <span className="text-ink-2">–</span>
  const { word, text } = outcomes[outcome]
  return (
    <span className={`flex items-center gap-1.5 font-bold ${text}`}>
      <OutcomeIcon outcome={outcome} />
      {word}
      {status === undefined ? null : <span className="font-mono font-normal">{status}</span>}
    </span>
  )
}
