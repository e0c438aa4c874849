import type { AuditSummary } from '#bff'

import { useFilter } from '../address.ts'
import { sayLength, sayTime } from '../saySpan.ts'
import { Panel } from './Panel.tsx'

const height = 72
/** Of a bar and the gap beside it, in units of the drawing. */
const [width, gap] = [10, 2]

/** Calls per slice of time, those that were refused at the foot of each bar. A bar narrows the page to its time. */
export function CallsOverTime({ summary }: { summary: AuditSummary }) {
  const { slices, sliceMs, calls, outcomes } = summary
  const [, setFilter] = useFilter()
  const most = Math.max(1, ...slices.map((slice) => slice.calls))
  const refused = outcomes.refused + outcomes.rejected
  const narrow = (from: string) =>
    setFilter({ from, to: new Date(Date.parse(from) + sliceMs).toISOString() })
  const said = `${calls.toLocaleString('en')} ${calls === 1 ? 'call' : 'calls'}, ${refused.toLocaleString('en')} refused; at most ${most} in ${spell(sliceMs)}.`
  return (
    <Panel title={`Calls per ${sayLength(sliceMs)}`} said={said}>
      <svg
        aria-hidden
        viewBox={`0 0 ${Math.max(12, slices.length) * (width + gap)} ${height}`}
        preserveAspectRatio="none"
        className="h-18 w-full border-b border-line-strong"
      >
        {slices.map((slice, index) => {
          const whole = (slice.calls / most) * height
          const below = (slice.refused / most) * height
          const x = index * (width + gap)
          return (
            <g key={slice.from} onClick={() => narrow(slice.from)} className="cursor-pointer">
              <title>{saySlice(slice, sliceMs)}</title>
              <rect x={x} y={0} width={width} height={height} className="fill-transparent" />
              <rect
                x={x}
                y={height - whole}
                width={width}
                height={whole - below}
                className="fill-line-strong"
              />
              <rect
                x={x}
                y={height - below}
                width={width}
                height={below}
                className="fill-refused"
              />
            </g>
          )
        })}
      </svg>
      <p className="flex flex-wrap justify-between gap-x-4 text-sm text-ink-2">
        <span>
          {sayTime(slices[0]?.from ?? '', sliceMs)}
          {slices.length > 1 ? ` to ${sayTime(slices.at(-1)?.from ?? '', sliceMs)}` : ''}
        </span>
        <span className="flex items-center gap-1.5">
          <span aria-hidden className="size-2.5 bg-refused" />
          refused
          <span aria-hidden className="ml-2 size-2.5 bg-line-strong" />
          others
        </span>
      </p>
      <details>
        <summary className="w-fit text-sm text-ink-2">As a table</summary>
        <SliceTable slices={slices} sliceMs={sliceMs} onNarrow={narrow} />
      </details>
    </Panel>
  )
}

/** "one minute", "5 minutes". */
const spell = (ms: number) => sayLength(ms).replace(/^(?=[a-z])/, 'one ')

type Slice = AuditSummary['slices'][number]

const saySlice = ({ from, calls, refused }: Slice, sliceMs: number) =>
  `${sayTime(from, sliceMs)}: ${calls} ${calls === 1 ? 'call' : 'calls'}, ${refused} refused`

/** The same for those who do not see bars; empty slices are left out. */
function SliceTable({
  slices,
  sliceMs,
  onNarrow,
}: Pick<AuditSummary, 'slices' | 'sliceMs'> & { onNarrow: (from: string) => void }) {
  return (
    <table className="mt-2 w-full text-sm">
      <thead>
        <tr className="border-b border-line text-ink-2">
          {['From', 'Calls', 'Refused'].map((head) => (
            <th key={head} scope="col" className="py-1 text-start font-normal not-first:text-end">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {slices
          .filter(({ calls }) => calls > 0)
          .map(({ from, calls, refused }) => (
            <tr key={from} className="border-b border-line last:border-b-0">
              <td className="py-1">
                <button type="button" onClick={() => onNarrow(from)} className="underline">
                  {sayTime(from, sliceMs)}
                </button>
              </td>
              <td className="text-end">{calls}</td>
              <td className="text-end">{refused}</td>
            </tr>
          ))}
      </tbody>
    </table>
  )
}
