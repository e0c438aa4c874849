import type { CelContext, CelResult } from '../cel/expression.ts'
import { fromCel } from '../cel/values.ts'
import type { TraceEvent } from '../core/observer.ts'

/** When an event happened, in whole microseconds since its request arrived; `eventStart` only where it took time. */
export interface EventTimes {
  eventStart: number | null
  eventEnd: number
}

/**
 * One event as agentgateway writes it into `/debug/trace` (75b4e6c, proxy/dtrace.rs). `scoped` adds the
 * target to the events of its calls (after v1.4.1).
 */
export const traceMessage = (event: TraceEvent, times: EventTimes, scoped: boolean) => ({
  ...times,
  severity: severityOf(event),
  ...(scoped && 'target' in event && { scope: [`mcp ${event.target}`] }),
  message: messageOf(event),
})

function severityOf(event: TraceEvent): 'info' | 'warn' | 'error' {
  switch (event.type) {
    case 'policy':
      return event.result.type === 'deny' ? 'error' : 'info'
    case 'authorizationResult':
      return event.result === 'deny' ? 'error' : 'info'
    case 'backendCallResult':
      return event.error === null ? 'info' : 'error'
    case 'requestFinished':
      return event.status < 400 ? 'info' : 'warn'
    default:
      return 'info'
  }
}

function messageOf(event: TraceEvent): Record<string, unknown> {
  switch (event.type) {
    case 'policy':
      return { ...event, result: { ...event.result, snapshot: null } }
    case 'cel':
      return {
        type: event.type,
        expr: event.expr,
        requestState: requestState(event.context),
        result: resultOf(event.result),
      }
    case 'backendCallResult':
      return { type: event.type, status: event.status, error: event.error }
    default:
      return { ...event }
  }
}

const resultOf = (result: CelResult): unknown =>
  'error' in result ? { error: result.error } : fromCel(result.value)

const sensitive = ['authorization', 'proxy-authorization']

/** What a rule could see. Of credentials only that they were there; cookies stay, as in the product. */
function requestState(context: CelContext): unknown {
  const state = fromCel(context) as Record<string, unknown> // a context is an object, and stays one
  const { request } = state
  if (typeof request !== 'object' || request === null || !('headers' in request)) return state
  const headers = Object.entries(request.headers ?? {}).map(([name, value]) => [
    name,
    sensitive.includes(name) ? '<redacted>' : value,
  ])
  return { ...state, request: { ...request, headers: Object.fromEntries(headers) } }
}
