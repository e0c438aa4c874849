import type { TraceView } from '../../contract.ts'
import { redactText } from '../redact.ts'
import { isRecord } from '../wire.ts'

type Json = Record<string, unknown>
type TracedRule = TraceView['rules'][number]

/** Longer texts are cut: a rule may be pages. */
const longest = 4_000

/**
 * What the events of one `/debug/trace` say (agentgateway, proxy/dtrace.rs at 75b4e6c). Of what an event
 * holds only names, rule texts and outcomes are taken: snapshots and details carry claims and headers.
 * Null when no event of a request is among them.
 */
export function traceOf(events: readonly unknown[]): TraceView | null {
  const found: TraceView = { result: 'unknown', rules: [], steps: [] }
  for (const event of events) {
    const message = isRecord(event) ? event['message'] : undefined
    if (!isRecord(event) || !isRecord(message)) continue
    const text = stepOf(message)
    if (text !== null) found.steps.push({ atMs: millisecondsOf(event), text })
    if (message['type'] !== 'authorizationResult') continue
    found.rules.push(...rulesOf(message['rules']))
    // a request that any of its checks refused is refused
    const { result } = message
    if (result === 'deny' || (result === 'allow' && found.result === 'unknown'))
      found.result = result
  }
  return found.steps.length === 0 ? null : found
}

/** Microseconds since the request began, under either spelling of the releases. */
function millisecondsOf(event: Json): number {
  const end = event['eventEnd'] ?? event['event_end']
  return typeof end === 'number' ? end / 1_000 : 0
}

const steps: Readonly<Record<string, (message: Json) => string>> = {
  requestStarted: () => 'request started',
  routeSelection: ({ selectedRoute }) =>
    selectedRoute === null || selectedRoute === undefined ? 'no route' : 'route selected',
  policySelection: () => 'policies selected',
  policy: ({ kind, result }) => `${word(kind)}: ${isRecord(result) ? said(result) : 'unknown'}`,
  policyEvent: ({ kind }) => word(kind),
  cel: ({ result }) =>
    `cel: ${isRecord(result) ? 'error' : typeof result === 'boolean' ? String(result) : 'value'}`,
  authorizationResult: ({ result }) => `authorization: ${word(result)}`,
  backendCallStart: () => 'backend call started',
  backendCallResult: ({ status, error }) =>
    typeof status === 'number'
      ? `backend answered ${status}`
      : `backend ${error === null || error === undefined ? 'answered' : 'failed'}`,
  requestFinished: ({ status }) =>
    typeof status === 'number' ? `request finished ${status}` : 'request finished',
}

function stepOf(message: Json): string | null {
  const { type } = message
  // by the gateway's word: `constructor` is no step, and would answer the whole message
  const known = typeof type === 'string' && Object.hasOwn(steps, type) ? steps[type] : undefined
  return known?.(message) ?? null
}

/** A policy that applied to a token has read its claims: that much is in every release's details. */
const said = ({ type, details }: Json): string =>
  type === 'apply' && typeof details === 'string' && details.startsWith('authenticated')
    ? 'authenticated'
    : word(type)

/** Names of the product are words; anything else could be a value. */
const word = (value: unknown): string =>
  typeof value === 'string' && /^[A-Za-z][A-Za-z _-]{0,39}$/.test(value) ? value : 'unknown'

function rulesOf(value: unknown): TracedRule[] {
  const rules: unknown[] = Array.isArray(value) ? value : []
  return rules.filter(isRecord).flatMap(({ name, mode, matched }) => {
    if (typeof name !== 'string' || typeof matched !== 'boolean') return []
    if (mode !== 'allow' && mode !== 'deny' && mode !== 'require') return []
    return [{ expression: redactText(name).slice(0, longest), mode, matched }]
  })
}
