import type { AgentEvent, AgentInput } from '../../agent/agent.ts'
import type { Message, Metadata, Part, Task } from './wire.ts'

export type Approval = Extract<AgentEvent, { type: 'approval' }>

/** The tool that ADK calls itself when another one waits for a person (google-adk 1.25). */
const confirmationTool = 'adk_request_confirmation'

/** Asks a person: a long-running call around the one that waits. */
export const confirmationPart = ({ id, call, hint }: Approval): Part => ({
  kind: 'data',
  data: {
    id,
    name: confirmationTool,
    args: {
      originalFunctionCall: { name: call.name, args: call.args, id: call.id },
      toolConfirmation: { hint, confirmed: false },
    },
  },
  metadata: { kagent_type: 'function_call', kagent_is_long_running: true },
})

/** What the waiting call "returns" meanwhile. */
export const placeholderPart = ({ call }: Approval): Part => ({
  kind: 'data',
  data: {
    id: call.id,
    name: call.name,
    response: { status: 'confirmation_requested', tool: call.name },
  },
  metadata: { kagent_type: 'function_response' },
})

/**
 * A person's answer to what a task waits for; undefined when the message holds none or the task waits
 * for nothing. `decision_type` is `approve`, `reject`, or `batch` with one decision per waiting call.
 */
export function decisionOf(message: Message, task: Task): AgentInput | undefined {
  const waiting = (task.status.message?.parts ?? []).flatMap(waitingCall)
  const data = message.parts.flatMap((part) => (part.kind === 'data' ? [part.data] : []))
  const said = data.find((entry) => typeof entry['decision_type'] === 'string')
  if (!said || waiting.length === 0) return undefined
  const batch = record(said['decisions'])
  const reasons = record(said['rejection_reasons'])
  const decisions = waiting.map(({ id, callId }) => {
    const word = said['decision_type'] === 'batch' ? batch[callId] : said['decision_type']
    const reason = said['decision_type'] === 'batch' ? reasons[callId] : said['rejection_reason']
    return [
      id,
      { approved: word === 'approve', ...(typeof reason === 'string' && reason && { reason }) },
    ] as const
  })
  return { kind: 'decision', decisions: Object.fromEntries(decisions) }
}

function waitingCall(part: Part): { id: string; callId: string }[] {
  if (part.kind !== 'data' || part.data['name'] !== confirmationTool) return []
  const original = record(record(part.data['args'])['originalFunctionCall'])
  return [{ id: String(part.data['id']), callId: String(original['id']) }]
}

const record = (value: unknown): Metadata =>
  typeof value === 'object' && value !== null ? { ...value } : {}
