import type { AuditEntry, AuditSummary, Outcome } from '../../contract.ts'
import { isRefusal } from './entry.ts'
import { slicesOf } from './slices.ts'

const mostRefusals = 20

/** The figures of entries that come newest first. */
export function figuresOf(
  entries: readonly AuditEntry[],
): Omit<AuditSummary, 'scope' | 'kept' | 'names'> {
  return {
    calls: entries.length,
    outcomes: outcomesOf(entries),
    ...slicesOf(entries),
    refusals: refusalsOf(entries),
    latency: latencyOf(entries),
  }
}

function outcomesOf(entries: readonly AuditEntry[]): Record<Outcome, number> {
  const counts = { allowed: 0, refused: 0, failed: 0, rejected: 0, invalid: 0, unreachable: 0 }
  for (const { outcome } of entries) counts[outcome] += 1
  return counts
}

function refusalsOf(entries: readonly AuditEntry[]): AuditSummary['refusals'] {
  const found = new Map<string, AuditSummary['refusals'][number]>()
  for (const { gateway, tool, persona } of entries.filter(isRefusal)) {
    const key = JSON.stringify([gateway, tool, persona])
    const known = found.get(key)
    if (known) known.count += 1
    else found.set(key, { gateway, tool, persona, count: 1 })
  }
  return [...found.values()].toSorted((a, b) => b.count - a.count).slice(0, mostRefusals)
}

function latencyOf(entries: readonly AuditEntry[]): AuditSummary['latency'] {
  const answered = entries.filter(({ status }) => status !== null)
  return [...Map.groupBy(answered, ({ gateway }) => gateway)]
    .map(([gateway, calls]) => {
      const sorted = calls.map(({ ms }) => ms).toSorted((a, b) => a - b)
      const at = (share: number) => percentile(sorted, share)
      return { gateway, calls: calls.length, p50: at(0.5), p95: at(0.95), p99: at(0.99) }
    })
    .toSorted((a, b) => a.gateway.localeCompare(b.gateway))
}

/** By nearest rank, so that it is always a duration that was measured. `sorted` is not empty. */
const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0
