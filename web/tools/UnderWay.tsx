import { useMutation, useQuery } from '@tanstack/react-query'

import type { ApiError } from '../api/ApiError.ts'
import { call } from '../api/client.ts'
import { noticesQuery } from '../mcp/fromServer.ts'
import type { UnderWay as One } from '../mcp/underWay.ts'
import { Button } from '../ui/Button.tsx'
import { Age } from '../ui/time.tsx'
import { readProgress, sayNotice } from './beside/sayNotice.ts'

/** As many as tell what is going on. */
const linesShown = 5

/** A call that takes its time: how far it is, what its server writes meanwhile, and the way to give it up. */
export function UnderWay({ one }: { one: One }) {
  const { data = [] } = useQuery(noticesQuery)
  const notices = data.filter(({ call: of }) => of === one.call)
  const newest = notices.find(({ kind }) => kind === 'progress')
  const progress = newest && readProgress(newest.params)
  const lines = notices.filter(({ kind }) => kind !== 'progress').slice(0, linesShown)
  return (
    <section
      aria-label={`Under way: ${one.tool}`}
      className="grid min-w-0 gap-3 rounded-panel border border-line bg-panel px-5 py-4"
    >
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p>
          <code className="font-mono font-bold">{one.tool}</code> as {one.persona},{' '}
          <Age iso={one.at} />
        </p>
        <Cancel one={one} />
      </div>
      {progress ? (
        <div className="grid gap-1">
          {progress.part === undefined ? null : (
            <progress
              className="h-2 w-full appearance-none overflow-hidden rounded-full bg-line [&::-moz-progress-bar]:bg-ink [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-ink"
              aria-label="Progress"
              value={progress.part}
              max={1}
            />
          )}
          <output className="text-sm">{progress.words}</output>
        </div>
      ) : null}
      {lines.length > 0 ? (
        <ul aria-label="While it runs" className="grid gap-0.5 font-mono text-sm text-ink-2">
          {lines.toReversed().map((notice) => (
            <li key={notice.id} className="wrap-anywhere">
              {sayNotice(notice)}
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  )
}

function Cancel({ one: { gateway, call: id } }: { one: One }) {
  const { mutate, data, error, isPending } = useMutation<{ cancelled: boolean }, ApiError>({
    mutationFn: () =>
      call('POST /bff/gateways/:gateway/calls/:call/cancel', { params: { gateway, call: id } }),
  })
  const trouble = error?.message ?? (data?.cancelled === false ? 'It had ended already.' : '')
  return (
    <span className="flex items-center gap-3">
      <output className="text-sm text-ink-2 empty:hidden">{trouble}</output>
      <Button size="sm" pending={isPending} onClick={() => mutate()}>
        Cancel
      </Button>
    </span>
  )
}
