import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'

import type { RecordAt } from '../records/asked.ts'
import { Button } from '../ui/Button.tsx'
import { Checkbox, TextInput } from '../ui/inputs.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { LogLines } from './LogLines.tsx'
import { logsQuery } from './logsQuery.ts'

/** How often the lines are read anew while somebody follows: the registry itself cannot stream them. */
const followEveryMs = 2_000

/** The workload's own lines. They are followed until somebody stops it, scrolls up or leaves. */
export function Logs({ name, at, as }: { name: string; at: RecordAt; as: string }) {
  const [follow, setFollow] = useState(true)
  const [words, setWords] = useState('')
  const { data, refetch, isFetching } = useQuery({
    ...logsQuery(name, as, at),
    refetchInterval: ({ state }) => (follow && state.data?.ok !== false ? followEveryMs : false),
  })
  const lines = data?.ok ? data.value.lines : undefined
  const shown = useMemo(
    () => (lines ?? []).filter(({ line }) => line.toLowerCase().includes(words.toLowerCase())),
    [lines, words],
  )
  if (data && !data.ok) return <ProblemNotice error={data.error} onRetry={() => void refetch()} />
  if (!lines) return <Skeleton className="h-40 w-full" />
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <TextInput
          type="search"
          aria-label="Search the lines"
          placeholder="Search the lines"
          value={words}
          className="max-w-64"
          onChange={({ target }) => setWords(target.value)}
        />
        <Checkbox checked={follow} onChange={({ target }) => setFollow(target.checked)}>
          Follow
        </Checkbox>
        {follow ? null : (
          <Button size="sm" pending={isFetching} onClick={() => void refetch()}>
            Read again
          </Button>
        )}
        <output className="ml-auto text-sm text-ink-2">
          {words === '' ? `${lines.length} lines` : `${shown.length} of ${lines.length} lines`}
        </output>
      </div>
      <LogLines
        lines={shown}
        words={words}
        follow={follow}
        empty={
          lines.length === 0 ? 'The workload has written nothing yet.' : `No line holds “${words}”.`
        }
        onScrollUp={() => setFollow(false)}
      />
    </div>
  )
}
