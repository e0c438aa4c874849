import { randomUUID } from 'node:crypto'

import * as z from 'zod'

import type { AgentEvent, AgentInput } from '../../../agent/agent.ts'
import { parseJson } from '../json.ts'
import type { Memory } from '../microVm.ts'
import type { Container, ContainerParts } from './container.ts'
import { dataFrame, detachedStream } from './stream.ts'

/** The part of AG-UI's `RunAgentInput` that an agent with a memory of its own reads. */
const runAgentInput = z.object({
  threadId: z.string(),
  runId: z.string(),
  messages: z.array(z.object({ role: z.string(), content: z.unknown().optional() })),
  resume: z
    .array(
      z.object({
        interruptId: z.string(),
        status: z.enum(['resolved', 'cancelled']),
        payload: z
          .object({ approved: z.boolean().exactOptional(), reason: z.string().exactOptional() })
          .exactOptional(),
      }),
    )
    .exactOptional(),
})
type Run = z.output<typeof runAgentInput>

/** An agent that speaks AG-UI 1.0 on `/invocations`: `RunAgentInput` in, a stream of events out. */
export function createAguiContainer({ turn }: ContainerParts): Container {
  const memory: Memory = { history: [] }
  return {
    invoke: async ({ body, cutOff }) => {
      const run = runAgentInput.safeParse(parseJson(body)).data
      const input = run && inputOf(run)
      return input
        ? detachedStream(frames(run, turn(memory, input)), cutOff)
        : Response.json(
            { error: 'Body must be a RunAgentInput that asks something.' },
            { status: 400 },
          )
    },
  }
}

function inputOf({ messages, resume }: Run): AgentInput | undefined {
  if (resume && resume.length > 0)
    return {
      kind: 'decision',
      decisions: Object.fromEntries(
        resume.map(({ interruptId, status, payload }) => [
          interruptId,
          {
            approved: status === 'resolved' && payload?.approved !== false,
            ...(payload?.reason !== undefined && { reason: payload.reason }),
          },
        ]),
      ),
    }
  const text = textOf(messages.findLast(({ role }) => role === 'user')?.content)
  return text ? { kind: 'text', text } : undefined
}

/** A message's content is a text, or parts of which those with a text count. */
function textOf(content: unknown): string {
  if (typeof content === 'string') return content
  if (!Array.isArray(content)) return ''
  const parts: unknown[] = content
  return parts
    .map((part) => (typeof part === 'object' && part && 'text' in part ? part.text : ''))
    .filter((text) => typeof text === 'string')
    .join('')
}

async function* frames(
  { threadId, runId }: Run,
  events: AsyncIterable<AgentEvent>,
): AsyncGenerator<string> {
  const usage: object[] = []
  const interrupts: object[] = []
  yield dataFrame({ type: 'RUN_STARTED', threadId, runId, protocolVersion: '1.0' })
  for await (const event of events) {
    if (event.type === 'error') {
      const { message, code = 'AGENT_ERROR' } = event
      yield dataFrame({ type: 'RUN_ERROR', message, code, usage })
      return
    }
    if (event.type === 'usage') {
      const { inputTokens, outputTokens, totalTokens } = event
      usage.push({ inputTokens, outputTokens, totalTokens })
    } else if (event.type === 'approval')
      interrupts.push({
        id: event.id,
        reason: 'tool_approval',
        message: event.hint,
        toolCallId: event.call.id,
      })
    else for (const told of tell(event)) yield dataFrame(told)
  }
  const outcome = interrupts.length > 0 ? { type: 'interrupt', interrupts } : { type: 'success' }
  yield dataFrame({ type: 'RUN_FINISHED', threadId, runId, outcome, usage })
}

function tell(event: Exclude<AgentEvent, { type: 'error' | 'usage' | 'approval' }>): object[] {
  switch (event.type) {
    case 'text-start':
      return [{ type: 'TEXT_MESSAGE_START', messageId: event.id, role: 'assistant' }]
    case 'text-delta':
      return event.delta
        ? [{ type: 'TEXT_MESSAGE_CONTENT', messageId: event.id, delta: event.delta }]
        : []
    case 'text-end':
      return [{ type: 'TEXT_MESSAGE_END', messageId: event.id }]
    case 'tool-call': {
      const { id: toolCallId, name: toolCallName, args } = event
      return [
        { type: 'TOOL_CALL_START', toolCallId, toolCallName },
        { type: 'TOOL_CALL_ARGS', toolCallId, delta: JSON.stringify(args) },
        { type: 'TOOL_CALL_END', toolCallId },
      ]
    }
    case 'tool-result': {
      const { id: toolCallId, result, isError } = event
      const content = typeof result === 'string' ? result : JSON.stringify(result)
      const messageId = randomUUID()
      return [{ type: 'TOOL_CALL_RESULT', messageId, toolCallId, content, metadata: { isError } }]
    }
    default: // finish
      return []
  }
}
