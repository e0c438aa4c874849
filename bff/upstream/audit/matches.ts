import type { AuditEntry, AuditQuery } from '../../contract.ts'

export type AuditFilter = Omit<AuditQuery, 'before' | 'limit'>

/** Whether an entry is what a query asks for. `from` is in the span, `to` is not; both are ISO 8601. */
export function matcher(filter: AuditFilter): (entry: AuditEntry) => boolean {
  const { gateway, persona, operator, outcome, search = '' } = filter
  const from = filter.from === undefined ? Number.NEGATIVE_INFINITY : Date.parse(filter.from)
  const to = filter.to === undefined ? Number.POSITIVE_INFINITY : Date.parse(filter.to)
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  return (entry) => {
    if (gateway !== undefined && entry.gateway !== gateway) return false
    if (persona !== undefined && entry.persona !== persona) return false
    if (operator !== undefined && entry.operator.subject !== operator) return false
    if (outcome !== undefined && entry.outcome !== outcome) return false
    const at = Date.parse(entry.at)
    return at >= from && at < to && (words.length === 0 || says(entry, words))
  }
}

function says(entry: AuditEntry, words: readonly string[]): boolean {
  const { tool, persona, operator, gateway, message = '' } = entry
  const text = [tool, persona, operator.name, gateway, entry.words, message].join('\n')
  const lower = text.toLowerCase()
  return words.every((word) => lower.includes(word))
}
