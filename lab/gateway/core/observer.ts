import type { CelContext, CelResult } from '../cel/expression.ts'
import type { RuleOutcome } from '../cel/rules.ts'

/**
 * What happens to one request, in order. Types and fields are those of agentgateway's `/debug/trace`
 * messages (75b4e6c, proxy/dtrace.rs), but for a rule's context: the trace shows it without tokens.
 */
export type TraceEvent =
  | { type: 'requestStarted' }
  | { type: 'routeSelection'; selectedRoute: string | null; evaluatedRoutes: string[] }
  | { type: 'policy'; kind: string; result: { type: 'apply' | 'deny'; details: string } }
  | { type: 'cel'; expr: string; context: CelContext; result: CelResult }
  | { type: 'authorizationResult'; rules: RuleOutcome[]; result: 'allow' | 'deny' }
  | { type: 'backendCallStart'; target: string }
  | { type: 'backendCallResult'; target: string; status: number | null; error: string | null }
  | { type: 'requestFinished'; status: number; error: string | null }

/**
 * Receives the events of a request; called on the request's path, so it must not block. `began` is when a
 * step that took time did (`performance.now`).
 */
export type Observer = (event: TraceEvent, began?: number) => void
