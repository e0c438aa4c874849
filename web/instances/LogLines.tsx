import { useLayoutEffect } from 'react'

import type { LogLine } from '#bff'

import { ClockTime } from '../ui/time.tsx'
import { useScrolls } from '../ui/useScrolls.ts'
import { pieces } from './pieces.ts'

/** Lines in a box that scrolls; while `follow`, its end stays in sight until somebody scrolls up. */
export function LogLines({
  lines,
  words,
  follow,
  empty,
  onScrollUp,
}: {
  lines: readonly LogLine[]
  /** Marked where they stand. */
  words: string
  follow: boolean
  empty: string
  onScrollUp: () => void
}) {
  const { ref, tabIndex } = useScrolls<HTMLDivElement>()
  useLayoutEffect(() => {
    const element = ref.current
    if (follow && element && lines.length > 0) element.scrollTop = element.scrollHeight
  }, [follow, lines, ref])
  return (
    <div
      ref={ref}
      tabIndex={tabIndex}
      role={tabIndex === 0 ? 'group' : undefined}
      aria-label={tabIndex === 0 ? 'Lines of the workload' : undefined}
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        if (follow && scrollHeight - scrollTop - clientHeight > 40) onScrollUp()
      }}
      className="max-h-96 min-h-24 overflow-auto rounded-panel border border-line bg-sunk px-4 py-3 font-mono text-sm"
    >
      <ol>
        {lines.map(({ timestamp, stream, line }, index) => (
          <li
            key={`${timestamp} ${index + 1}`}
            className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4"
          >
            <span className="text-ink-3">
              <ClockTime iso={timestamp} />
            </span>
            <span className="wrap-anywhere whitespace-pre-wrap">
              {stream === 'stderr' ? <b className="text-failed">stderr </b> : null}
              {pieces(line, words).map(({ at, text, hit }) =>
                hit ? (
                  <mark key={at} className="bg-ink text-paper">
                    {text}
                  </mark>
                ) : (
                  text
                ),
              )}
            </span>
          </li>
        ))}
        {lines.length === 0 ? <li className="font-sans text-ink-2">{empty}</li> : null}
      </ol>
    </div>
  )
}
