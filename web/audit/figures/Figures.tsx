import type { AuditSummary } from '#bff'

import { Skeleton } from '../../ui/Skeleton.tsx'
import { CallsOverTime } from './CallsOverTime.tsx'
import { Latencies } from './Latencies.tsx'
import { Refusals } from './Refusals.tsx'

/** Three small drawings of what the filter asks for; each says its figures in words too. */
export function Figures({ summary }: { summary: AuditSummary | undefined }) {
  if (!summary) return <Skeleton className="h-44 w-full" />
  if (summary.calls === 0) return null
  return (
    <div className="grid grid-cols-[repeat(auto-fit,minmax(min(100%,20rem),1fr))] gap-4">
      <CallsOverTime summary={summary} />
      <Refusals refusals={summary.refusals} />
      <Latencies latency={summary.latency} />
    </div>
  )
}
