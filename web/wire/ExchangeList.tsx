import type { ExchangeSummary } from '#bff'

import { useStandpoint } from '../session/queries.ts'
import { Latency } from '../ui/Latency.tsx'
import { PersonaMark } from '../ui/PersonaMark.tsx'
import { initialOf } from '../ui/standpoint.ts'
import { ClockTime } from '../ui/time.tsx'
import { ExchangeStatus } from './status.tsx'

/** Exchanges, newest first, one line each. A press shows one whole; a second press lets it go. */
export function ExchangeList({
  exchanges,
  selected,
  onSelect,
}: {
  exchanges: readonly ExchangeSummary[]
  selected: string | null
  onSelect: (id: string | null) => void
}) {
  const standpoint = useStandpoint()
  return (
    <ol aria-label="Exchanges, newest first">
      {exchanges.map((each) => (
        <li
          key={each.id}
          className="border-b border-line [contain-intrinsic-size:auto_2.25rem] [content-visibility:auto] last:border-0"
        >
          <button
            type="button"
            aria-pressed={each.id === selected}
            onClick={() => onSelect(each.id === selected ? null : each.id)}
            className="grid min-h-9 w-full grid-cols-[1.5rem_minmax(0,1fr)_auto_auto] @lg:grid-cols-[auto_1.5rem_minmax(0,1fr)_auto_auto] items-center gap-x-3 px-3 text-left text-sm -outline-offset-3 hover:bg-sunk aria-pressed:bg-sunk"
          >
            <span className="hidden font-mono text-ink-3 @lg:block">
              <ClockTime iso={each.at} />
            </span>
            {each.persona === undefined ? (
              <span />
            ) : (
              <span title={`as ${each.persona}`}>
                <PersonaMark
                  size="sm"
                  standpoint={standpoint(each.persona)}
                  initial={initialOf(each.persona)}
                />
                <span className="sr-only">as {each.persona},</span>
              </span>
            )}
            <span className="truncate" title={`${each.target}: ${each.method} ${each.url}`}>
              <span className="font-mono">{each.label}</span>{' '}
              <span className="text-ink-3">{each.target}</span>
            </span>
            <span className="font-mono">
              <ExchangeStatus exchange={each} />
            </span>
            <span className="text-ink-2">
              <Latency ms={each.ms} />
            </span>
          </button>
        </li>
      ))}
    </ol>
  )
}
