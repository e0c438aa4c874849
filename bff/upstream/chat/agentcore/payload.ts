import { randomUUID } from 'node:crypto'

import { messageOf, rpcOf } from '../a2a/request.ts'
import type { Turn } from '../adapter.ts'

/** What containers speak; `unknown` for those that are neither configured nor have an agent card. */
export type Protocol = 'a2a' | 'http' | 'agui' | 'unknown'

type Question = Pick<Turn, 'input' | 'conversation' | 'run' | 'taskId'>

/** The body of an invocation. Where it is unknown who reads it, it suits agents of either custom. */
export function payloadOf(protocol: Protocol, question: Question): string {
  const { input, conversation, taskId } = question
  if (protocol === 'a2a')
    return rpcOf('0.3', 'stream', messageOf('0.3', { input, conversation, taskId }))
  return JSON.stringify({
    ...(protocol === 'agui' ? {} : { prompt: promptOf(question) }),
    ...(protocol === 'http' ? {} : runAgentInput(question)),
  })
}

/** Words, or the answers that a Strands agent takes for its interrupts. */
function promptOf({ input }: Question): unknown {
  if (input.kind === 'text') return input.text
  const { approved, reason, interruptId } = input
  const response = { approved, ...(reason ? { reason } : {}) }
  return interruptId.split(' ').map((id) => ({ interruptResponse: { interruptId: id, response } }))
}

/** AG-UI 1.0 `RunAgentInput`. The session remembers, so that one question is the whole of it. */
function runAgentInput({ input, conversation, run }: Question) {
  const base = { threadId: conversation, runId: run, tools: [], context: [], state: {} }
  if (input.kind === 'text')
    return {
      ...base,
      messages: [{ id: randomUUID(), role: 'user', content: input.text }],
      forwardedProps: {},
    }
  const { interruptId, approved, reason } = input
  const payload = { approved, ...(reason ? { reason } : {}) }
  return {
    ...base,
    messages: [],
    forwardedProps: {},
    resume: [{ interruptId, status: 'resolved', payload }],
  }
}
