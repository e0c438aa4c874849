import { Link } from 'react-router'

import { paths } from '../../paths.ts'
import { sayDuration } from '../../ui/duration.ts'
import type { Answer } from '../transcript.ts'
import { sayModels, sayTokens, sayWay, tokensOf } from './figures.ts'
import { Fold } from './Fold.tsx'
import { RawEvents } from './RawEvents.tsx'

/** What a run cost and how it went over the wire; while it runs, as far as that is known. */
export function RunFooter({ answer, raw }: { answer: Answer; raw: boolean }) {
  const { meta, timing, usage, events, state } = answer
  const tokens = tokensOf(usage)
  const ended = state !== 'running'
  const figures = [
    meta?.offlineModel && 'offline model',
    tokens ? sayTokens(tokens) : ended ? 'tokens not told' : undefined,
    sayTime('first byte', timing?.firstByteMs),
    sayTime('first text', timing?.firstTextMs),
    sayTime('total', timing?.totalMs),
    sayModels(usage),
    meta && sayWay(meta),
  ].filter((each) => each !== undefined)
  return (
    <footer className="grid gap-1 text-sm text-ink-2">
      <ul className="flex flex-wrap items-baseline gap-x-4 gap-y-0.5">
        {figures.map((each) => (
          <li key={each}>{each}</li>
        ))}
        {meta?.exchange === undefined ? null : (
          <li>
            <Link className="inline-block py-0.5 underline" to={paths.wire(meta.exchange)}>
              On the wire
            </Link>
          </li>
        )}
      </ul>
      {events.length === 0 ? null : (
        <Fold
          key={String(raw)}
          open={raw}
          summaryClass="w-fit py-0.5"
          className={`min-w-0 ${raw ? '' : 'stage:hidden'}`}
          summary={`Raw events (${events.length.toLocaleString('en')})`}
        >
          {() => <RawEvents answer={answer} />}
        </Fold>
      )}
    </footer>
  )
}

const sayTime = (what: string, ms: number | null | undefined) =>
  typeof ms === 'number' ? `${what} ${sayDuration(ms)}` : undefined
