import type { AuditEntry, CallView, Outcome } from '../../contract.ts'
import type { McpCaller } from '../mcp/types.ts'
import { redactText } from '../redact.ts'

/** Characters of what a gateway said. */
const longestMessage = 300

/**
 * Outcomes whose text is the gateway's own. What a tool or its server says of a call (`failed`, `invalid`)
 * is a result, and often repeats the arguments.
 */
const gatewaySaid: ReadonlySet<Outcome> = new Set(['refused', 'rejected', 'unreachable'])

/** What the audit keeps of a call: who did what when, and what became of it. */
export function entryOf(caller: McpCaller, call: CallView, session?: string): AuditEntry {
  const { name, subject } = caller.signIn.operator
  const { outcome, listed, words, code, message } = call.verdict
  const said = gatewaySaid.has(outcome) ? message : undefined
  return {
    id: call.id,
    at: call.at,
    gateway: call.gateway,
    persona: call.persona,
    operator: { name, subject },
    tool: call.tool,
    outcome,
    listed,
    words,
    ...(code === undefined ? {} : { code }),
    ...(said === undefined ? {} : { message: shortened(redactText(said)) }),
    status: call.status,
    ms: call.ms,
    ...(session === undefined ? {} : { session }),
    ...(call.exchange === '' ? {} : { exchange: call.exchange }),
  }
}

const shortened = (text: string): string =>
  text.length > longestMessage ? `${text.slice(0, longestMessage - 1)}…` : text

/** Whether the gateway said no: by a rule, or to the token. */
export const isRefusal = ({ outcome }: AuditEntry): boolean =>
  outcome === 'refused' || outcome === 'rejected'
