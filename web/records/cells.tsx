import type { RecordView, StatusView } from '#bff'

import { StatusBadge } from '../ui/StatusBadge.tsx'
import { RelativeTime } from '../ui/time.tsx'

/** Stands where a record says nothing. */
export const dash = <span className="text-ink-3">–</span>

export function TimeCell({ iso }: { iso: string | undefined }) {
  if (iso === undefined) return dash
  return (
    <span className="text-sm">
      <RelativeTime iso={iso} />
    </span>
  )
}

export function RegionCell({ runtime }: { runtime: RecordView['runtime'] }) {
  if (runtime?.region === undefined) return dash
  return <span className="block truncate font-mono text-sm">{runtime.region}</span>
}

export function StatusCell({ status }: { status: StatusView | undefined }) {
  return status ? <StatusBadge status={status} /> : dash
}
