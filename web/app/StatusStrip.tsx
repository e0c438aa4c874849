import { useQuery } from '@tanstack/react-query'

import type { ExchangeSummary, UpstreamView } from '#bff'

import { eventStreamLive } from '../api/events.ts'
import { exchangesQuery, upstreamsQuery } from '../api/queries.ts'
import { latestTiming } from '../api/timing.ts'
import { useCell } from '../cell.ts'
import { Kbd } from '../ui/Kbd.tsx'
import { Latency } from '../ui/Latency.tsx'
import { list } from '../ui/list.ts'
import { sayStatus } from '../wire/status.tsx'
import { sayUpstream } from './sayUpstream.ts'

/** The foot of every page: how the upstreams are, how long the last answer took, and the last exchange. */
export function StatusStrip({ open, onToggle }: { open: boolean; onToggle: () => void }) {
  const { data: upstreams = [] } = useQuery(upstreamsQuery)
  const { data: exchanges = [] } = useQuery(exchangesQuery)
  const live = useCell(eventStreamLive)
  const last = exchanges.find(({ state }) => state === 'done')
  return (
    <footer className="flex min-h-9 items-center justify-between gap-x-6 border-t border-line bg-panel px-3 text-sm text-ink-2 @4xl/shell:px-5">
      <div className="flex min-w-0 gap-x-4">
        <ul
          aria-label="Upstreams"
          className="hidden min-w-0 gap-x-4 overflow-hidden pr-10 mask-r-from-[calc(100%-2.5rem)] @4xl/shell:flex"
        >
          {upstreams.toSorted(troubleFirst).map((upstream) => (
            <Pulse key={upstream.id} upstream={upstream} />
          ))}
        </ul>
        <Summary upstreams={upstreams} />
        {live ? null : (
          <p className="appear-late truncate text-failed">no live updates, reconnecting</p>
        )}
      </div>
      <div className="flex shrink-0 items-center gap-4">
        <Timings />
        <button
          type="button"
          aria-expanded={open}
          aria-keyshortcuts="w"
          onClick={onToggle}
          className="flex min-h-8 items-center gap-3 rounded-control px-2 hover:bg-sunk hover:text-ink"
        >
          {last ? <LastExchange exchange={last} /> : null}
          <span>
            Wire <Kbd>w</Kbd>
          </span>
        </button>
      </div>
    </footer>
  )
}

/** All upstreams in one line, where there is room for no more: those that are missing, by name. */
function Summary({ upstreams }: { upstreams: readonly UpstreamView[] }) {
  const missing = upstreams.filter(({ state }) => state !== 'ready').map(({ label }) => label)
  if (upstreams.length === 0) return null
  return (
    <p
      className={`flex min-w-0 items-center gap-1.5 @4xl/shell:hidden ${missing.length === 0 ? '' : 'font-bold text-gone'}`}
    >
      <Dot ready={missing.length === 0} />
      <span className="truncate">
        {missing.length === 0
          ? `${upstreams.length} ${upstreams.length === 1 ? 'upstream' : 'upstreams'} ready`
          : `${list(missing)} not ready`}
      </span>
    </p>
  )
}

function Dot({ ready }: { ready: boolean }) {
  return (
    <span
      aria-hidden
      className={`size-2 shrink-0 rounded-full ${ready ? 'bg-allowed' : 'border-2 border-gone'}`}
    />
  )
}

/** The strip is one line and fades where it ends; what is wrong stands where it is never cut. */
const troubleFirst = (a: UpstreamView, b: UpstreamView) =>
  Number(a.state === 'ready') - Number(b.state === 'ready')

function Pulse({ upstream }: { upstream: UpstreamView }) {
  const ready = upstream.state === 'ready'
  return (
    <li
      title={upstream.reason ?? `${upstream.kind} ${upstream.id}`}
      className={`flex shrink-0 items-center gap-1.5 whitespace-nowrap ${ready ? '' : 'font-bold text-gone'}`}
    >
      <Dot ready={ready} />
      {ready ? (
        <Latency label={upstream.label} ms={upstream.ms} />
      ) : (
        `${upstream.label} ${sayUpstream(upstream.state)}`
      )}
    </li>
  )
}

/** The parts that the console server named for the last answer (Server-Timing), to the millisecond. */
function Timings() {
  const timing = useCell(latestTiming)
  if (!timing || timing.parts.length === 0) return null
  return (
    <span title={timing.route} className="hidden items-center gap-3 @6xl/shell:flex stage:hidden">
      {timing.parts.slice(0, 3).map(({ name, ms }) => (
        <Latency key={name} label={name} ms={ms} />
      ))}
    </span>
  )
}

function LastExchange({ exchange }: { exchange: ExchangeSummary }) {
  return (
    <span className="hidden items-baseline gap-2 font-mono @4xl/shell:flex">
      <span className="max-w-[28ch] truncate">{exchange.label}</span>
      <span>→ {sayStatus(exchange)}</span>
      <Latency ms={exchange.ms} />
    </span>
  )
}
