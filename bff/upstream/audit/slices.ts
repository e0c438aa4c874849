import type { AuditEntry, AuditSummary } from '../../contract.ts'
import { isRefusal } from './entry.ts'

const most = 30
const [second, minute, hour, day] = [1_000, 60_000, 3_600_000, 86_400_000]
/** Lengths that people name: so that a bar is "5 minutes", never "4 min 37 s". */
const lengths = [
  ...[1, 5, 15, 30].map((n) => n * second),
  ...[1, 5, 15, 30].map((n) => n * minute),
  ...[1, 3, 6, 12].map((n) => n * hour),
  ...[1, 7, 30, 365].map((n) => n * day),
]

/** Calls over the time from the oldest of them to the newest. Entries come newest first. */
export function slicesOf(entries: readonly AuditEntry[]): Pick<AuditSummary, 'slices' | 'sliceMs'> {
  const times = entries.map(({ at }) => Date.parse(at))
  const newest = times.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  const oldest = times.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
  const countWith = (length: number) =>
    Math.floor(newest / length) - Math.floor(oldest / length) + 1
  const sliceMs = lengths.find((length) => countWith(length) <= most) ?? lengths.at(-1) ?? day
  if (entries.length === 0) return { slices: [], sliceMs }
  const first = Math.floor(oldest / sliceMs)
  const slices = Array.from({ length: countWith(sliceMs) }, (_, index) => ({
    from: new Date((first + index) * sliceMs).toISOString(),
    calls: 0,
    refused: 0,
  }))
  for (const entry of entries) {
    const slice = slices[Math.floor(Date.parse(entry.at) / sliceMs) - first]
    if (!slice) continue
    slice.calls += 1
    if (isRefusal(entry)) slice.refused += 1
  }
  return { slices, sliceMs }
}
