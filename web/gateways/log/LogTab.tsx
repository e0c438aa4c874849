import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'

import type { GatewayView } from '#bff'

import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Checkbox, TextInput } from '../../ui/inputs.tsx'
import { ProblemNotice } from '../../ui/ProblemNotice.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { NotAtHand } from '../NotAtHand.tsx'
import { logQuery } from '../queries.ts'
import { LogTable } from './LogTable.tsx'
import { isRefused } from './readLine.ts'

/** How often the lines are read anew while somebody follows; a page out of sight does not read. */
const followEveryMs = 2_000

/** What the gateway itself writes of each request: searched, narrowed to refusals, followed. */
export function LogTab({ gateway }: { gateway: GatewayView }) {
  const { available, reason } = gateway.features.log
  const [follow, setFollow] = useState(true)
  const [refused, setRefused] = useState(false)
  const [words, setWords] = useState('')
  const { data, refetch, isFetching } = useQuery({
    ...logQuery(gateway.id),
    enabled: available,
    refetchInterval: ({ state }) => (follow && state.data?.ok !== false ? followEveryMs : false),
  })
  const log = data?.ok ? data.value : undefined
  const shown = useMemo(
    () =>
      (log?.lines ?? [])
        .filter(({ text }) => text.toLowerCase().includes(words.toLowerCase()))
        .filter((line) => !refused || isRefused(line))
        .toReversed(),
    [log, words, refused],
  )
  const missing = 'No access log is at hand'
  if (!available) return <NotAtHand title={missing} reason={reason} />
  if (data && !data.ok) return <ProblemNotice error={data.error} onRetry={() => void refetch()} />
  if (!log) return <Skeleton className="h-40 w-full" />
  if (!log.available)
    return <NotAtHand title={missing} reason={log.reason} onRetry={() => void refetch()} />
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <TextInput
          type="search"
          aria-label="Search the lines"
          placeholder="Search the lines"
          value={words}
          className="max-w-64"
          onChange={({ target }) => setWords(target.value)}
        />
        <Checkbox checked={refused} onChange={({ target }) => setRefused(target.checked)}>
          Only refused
        </Checkbox>
        <Checkbox checked={follow} onChange={({ target }) => setFollow(target.checked)}>
          Follow
        </Checkbox>
        {follow ? null : (
          <Button size="sm" pending={isFetching} onClick={() => void refetch()}>
            Read again
          </Button>
        )}
        <output className="ml-auto text-sm text-ink-2">
          {shown.length === log.lines.length
            ? `${shown.length} lines`
            : `${shown.length} of ${log.lines.length} lines`}
        </output>
      </div>
      {shown.length > 0 ? (
        <LogTable lines={shown} />
      ) : (
        <EmptyState
          title={log.lines.length === 0 ? 'Nothing is written yet' : 'No line is like that'}
        >
          {log.lines.length === 0
            ? 'The gateway writes a line for each request that it has answered.'
            : 'Change the words, or show more than refusals.'}
        </EmptyState>
      )}
      {log.source === undefined ? null : (
        <p className="text-sm text-ink-2">
          Read from <span className="font-mono wrap-anywhere">{log.source}</span>
        </p>
      )}
    </div>
  )
}
