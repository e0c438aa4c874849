import { sayDuration } from './duration.ts'

/** A duration in a box of constant width, so that a new figure never moves its neighbours. */
export function Latency({ ms, label }: { ms: number | null; label?: string }) {
  return (
    <span className="inline-flex items-baseline gap-1.5 whitespace-nowrap">
      {label === undefined ? null : <span>{label}</span>}
      <span
        className={`inline-block ${label === undefined ? 'min-w-[7ch] text-right' : 'min-w-[5ch]'}`}
      >
        {ms === null ? '–' : sayDuration(ms)}
      </span>
    </span>
  )
}
