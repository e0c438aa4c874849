/** What the browser sees of the audit. Times ISO 8601, durations milliseconds. */

import type { Outcome, Verdict } from '../contract.ts'

/** Who called what, of every operator. Arguments and results are not in it, nor what a server said of them. */
export interface AuditEntry {
  id: string
  at: string
  gateway: string
  persona: string
  operator: { name: string; subject: string }
  tool: string
  outcome: Outcome
  listed: Verdict['listed']
  words: string
  code?: number
  /** What the gateway said where it did not let the call through. */
  message?: string
  status: number | null
  ms: number
  /** The beginning of the MCP session's id, where the call went through one. */
  session?: string
  /** The exchange, which only its own operator may open. */
  exchange?: string
}

/** `own`: others' calls are for the groups that the configuration names (`audit.readers`). */
export type AuditScope = 'everybody' | 'own'

export interface AuditQuery {
  gateway?: string
  persona?: string
  /** A subject. */
  operator?: string
  outcome?: string
  /** Words that tool, persona, operator, message or gateway contain. */
  search?: string
  from?: string
  to?: string
  /** Entries older than that one. */
  before?: string
  limit?: string
}

export interface AuditSummary {
  scope: AuditScope
  /** At most so many are kept, of all operators together. */
  kept: number
  calls: number
  /** Per outcome. */
  outcomes: Record<Outcome, number>
  /** The span in equal slices, in the order of time; at most 30. */
  slices: { from: string; calls: number; refused: number }[]
  sliceMs: number
  /** What the gateway refused, or whose token it rejected, most first; at most 20. */
  refusals: { gateway: string; tool: string; persona: string; count: number }[]
  /** Of the calls that were answered, by nearest rank. */
  latency: { gateway: string; calls: number; p50: number; p95: number; p99: number }[]
  /** What there is to choose from in all that this operator may read, whatever the query. */
  names: {
    gateways: string[]
    personas: string[]
    operators: AuditEntry['operator'][]
  }
}

export interface AuditApi {
  'GET /bff/audit': {
    query: AuditQuery
    answer: { entries: AuditEntry[]; more: boolean; scope: AuditScope }
  }
  'GET /bff/audit/summary': { query: AuditQuery; answer: AuditSummary }
  /** A download: `text/csv` or `application/json`, every entry that the query matches. */
  'GET /bff/audit/export': {
    query: AuditQuery & { format: 'csv' | 'json' }
    answer: AuditEntry[]
  }
}
