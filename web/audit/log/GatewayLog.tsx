import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'

import type { AuditEntry } from '#bff'

import { paths } from '../../paths.ts'
import { Section } from '../../records/Section.tsx'
import { ScrollBox } from '../../ui/ScrollBox.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { ClockTime } from '../../ui/time.tsx'
import { VerdictBadge } from '../../ui/VerdictBadge.tsx'
import type { AuditFilter } from '../address.ts'
import { entriesQuery } from '../queries.ts'
import { type LogLine, pairUp, toolOf } from './pairUp.ts'
import { useLog, useSubjects } from './useLog.ts'

const shown = 50
/** As many of the calls as the list has at first. */
const compared = 100

/** The newest lines that the chosen gateway wrote itself, each beside the call of this console that it is of. */
export function GatewayLog({ gateway, filter }: { gateway: string; filter: AuditFilter }) {
  const log = useLog(gateway)
  const subjects = useSubjects()
  const { data } = useQuery(entriesQuery(filter, compared))
  const entries = data?.ok ? data.value.entries : []
  const pairs = pairUp(entries, log?.lines ?? [], subjects)
  const all = log?.lines ?? []
  const ofCalls = all.filter((line) => toolOf(line) !== undefined || pairs.has(line))
  const lines = ofCalls.slice(-shown).toReversed()
  const others = all.length - ofCalls.length
  return (
    <Section
      title={`What ${gateway} wrote itself`}
      lead={
        log?.available === false
          ? `Its own log is not at hand. ${log.reason ?? ''}`
          : 'The newest calls in its access log, beside those of this list that they are.'
      }
      action={
        log?.available ? (
          <Link to={paths.gateway(gateway, { tab: 'log' })} className="underline">
            Whole log
          </Link>
        ) : undefined
      }
    >
      {log === undefined ? (
        <Skeleton className="h-24 w-full" />
      ) : lines.length === 0 ? (
        log.available ? (
          <p className="text-ink-2">Nothing of a call is written yet.</p>
        ) : null
      ) : (
        <Lines gateway={gateway} lines={lines} entryOf={(line) => pairs.get(line)} />
      )}
      {others > 0 ? (
        <p className="text-sm text-ink-2">
          {others} of its newest {all.length} lines are not of a call: handshakes, lists and the
          like.
        </p>
      ) : null}
    </Section>
  )
}

function Lines({
  gateway,
  lines,
  entryOf,
}: {
  gateway: string
  lines: readonly LogLine[]
  entryOf: (line: LogLine) => AuditEntry | undefined
}) {
  return (
    <ScrollBox
      label={`Lines of the log of ${gateway}`}
      className="max-h-[60dvh] overflow-auto rounded-panel border border-line bg-panel"
    >
      <ol aria-label={`Lines of the log of ${gateway}, newest first`}>
        {lines.map((line, index) => (
          // Lines have no id, and two may be alike: their place from the oldest is what stays.
          <Line key={lines.length - index} line={line} entry={entryOf(line)} />
        ))}
      </ol>
    </ScrollBox>
  )
}

function Line({ line, entry }: { line: LogLine; entry: AuditEntry | undefined }) {
  return (
    <li className="grid gap-x-4 gap-y-1 border-b border-line px-4 py-2 text-sm last:border-b-0 @container lg:grid-cols-[7rem_minmax(0,1fr)_14rem]">
      <span className="font-mono text-ink-2">
        {line.at === null ? '–' : <ClockTime iso={line.at} />}
      </span>
      <code className="font-mono wrap-anywhere">{line.text}</code>
      {entry ? (
        <span className="grid content-start">
          <VerdictBadge verdict={entry} size="sm" />
          <span className="text-ink-2">
            <span className="font-mono">{entry.tool}</span> as {entry.persona}, by{' '}
            {entry.operator.name}
          </span>
        </span>
      ) : (
        <span className="text-ink-3">none of this list</span>
      )}
    </li>
  )
}
