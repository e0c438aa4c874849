import type { AuditSummary } from '#bff'

import { sayDuration } from '../../ui/duration.ts'
import { Panel } from './Panel.tsx'

const marks = ['p50', 'p95', 'p99'] as const

/** How long each gateway took: half of the calls, all but one in twenty, all but one in a hundred. */
export function Latencies({ latency }: Pick<AuditSummary, 'latency'>) {
  const most = Math.max(1, ...latency.map(({ p99 }) => p99))
  return (
    <Panel
      title="Took"
      said={
        latency.length === 0
          ? 'None of these calls was answered.'
          : 'Of the calls that were answered: half were as fast as p50, 99 of 100 as p99.'
      }
    >
      {latency.length === 0 ? null : (
        <table aria-label="Time taken by gateway" className="w-full table-fixed text-sm">
          <thead>
            <tr className="text-ink-2">
              <th scope="col" className="w-2/5 text-start font-normal">
                Gateway
              </th>
              {marks.map((mark) => (
                <th key={mark} scope="col" className="text-end font-normal">
                  {mark}
                </th>
              ))}
            </tr>
          </thead>
          {latency.map((each) => (
            <tbody key={each.gateway}>
              <tr>
                <th
                  scope="row"
                  className="truncate pt-1 text-start font-normal"
                  title={each.gateway}
                >
                  {each.gateway} <span className="text-ink-2">({each.calls})</span>
                </th>
                {marks.map((mark) => (
                  <td key={mark} className="pt-1 text-end font-mono whitespace-nowrap">
                    {sayShort(each[mark])}
                  </td>
                ))}
              </tr>
              <tr aria-hidden>
                <td colSpan={4} className="pb-1">
                  <Range {...each} most={most} />
                </td>
              </tr>
            </tbody>
          ))}
        </table>
      )}
    </Panel>
  )
}

/** Three of them stand in one line: minutes have no seconds. */
const sayShort = (ms: number) => (ms < 60_000 ? sayDuration(ms) : `${(ms / 60_000).toFixed(1)} min`)

/** From p50 to p99 on one scale for all gateways, p95 in between. */
function Range({ p50, p95, p99, most }: { p50: number; p95: number; p99: number; most: number }) {
  const [from, middle, to] = [p50, p95, p99].map((ms) => (ms / most) * 100)
  return (
    <svg viewBox="0 0 100 6" preserveAspectRatio="none" className="h-2 w-full">
      <rect y={2} width={100} height={2} className="fill-sunk" />
      <rect
        x={from}
        y={2}
        width={Math.max(0.5, (to ?? 0) - (from ?? 0))}
        height={2}
        className="fill-line-strong"
      />
      {[from, middle, to].map((x, index) => (
        <rect
          key={marks[index]}
          x={Math.min(99, x ?? 0)}
          width={1}
          height={6}
          className="fill-ink"
        />
      ))}
    </svg>
  )
}
