import type { AssistantModelMessage, ModelMessage, ToolModelMessage } from 'ai'

import type { AgentInput } from './agent.ts'

type ToolPart = ToolModelMessage['content'][number]
type AssistantPart = Exclude<AssistantModelMessage['content'], string>[number]

/**
 * The messages of a turn. A question asked while an approval was pending answers it with no: no model
 * accepts a tool call that was neither run nor declined. Of several approvals, those not decided are declined.
 * @throws Error in one sentence when none of the decided approvals is pending
 */
export function messagesOf(history: readonly ModelMessage[], input: AgentInput): ModelMessage[] {
  if (input.kind === 'text') {
    const declined = pending(history).flatMap((call) => decline(call, 'A message came instead.'))
    return [
      ...history,
      ...(declined.length > 0 ? [{ role: 'tool' as const, content: declined }] : []),
      { role: 'user', content: input.text },
    ]
  }
  const waiting = pending(history)
  if (!waiting.some(({ approvalId }) => approvalId in input.decisions))
    throw new Error(
      'There is no such approval to decide about; it was decided already, or forgotten.',
    )
  const responses = waiting.map(({ approvalId }): ToolPart => {
    const { approved, reason } = input.decisions[approvalId] ?? { approved: false }
    return {
      type: 'tool-approval-response',
      approvalId,
      approved,
      ...(reason !== undefined && { reason }),
    }
  })
  return [...history, { role: 'tool', content: responses }]
}

interface Pending {
  approvalId: string
  toolCallId: string
  toolName: string
}

/** The approvals that the last message of the agent asks for. */
function pending(history: readonly ModelMessage[]): Pending[] {
  const last = history.at(-1)
  if (last?.role !== 'assistant' || typeof last.content === 'string') return []
  const parts: readonly AssistantPart[] = last.content
  return parts.flatMap((part) => {
    if (part.type !== 'tool-approval-request') return []
    const call = parts.find(
      (other) => other.type === 'tool-call' && other.toolCallId === part.toolCallId,
    )
    const toolName = call?.type === 'tool-call' ? call.toolName : ''
    return [{ approvalId: part.approvalId, toolCallId: part.toolCallId, toolName }]
  })
}

const decline = ({ approvalId, toolCallId, toolName }: Pending, reason: string): ToolPart[] => [
  { type: 'tool-approval-response', approvalId, approved: false, reason },
  {
    type: 'tool-result',
    toolCallId,
    toolName,
    output: { type: 'execution-denied', reason },
  },
]
