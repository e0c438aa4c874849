import { randomUUID } from 'node:crypto'

import * as z from 'zod'

import type { AgentInput } from '../../../agent/agent.ts'
import { decisionOf } from '../../adk/confirmation.ts'
import { type AdkTurn, createAdkTurn } from '../../adk/turn.ts'
import { type A2aEvent, type Message, type Task, isTerminal, textOf } from '../../adk/wire.ts'
import { parseJson } from '../json.ts'
import type { Memory } from '../microVm.ts'
import { a2aCard } from './a2aCard.ts'
import type { Container, ContainerParts, Invocation } from './container.ts'
import { dataFrame, detachedStream } from './stream.ts'

const part = z.looseObject({ kind: z.enum(['text', 'data', 'file']) })
const messageParams = z.object({
  message: z.looseObject({
    messageId: z.string(),
    role: z.string(),
    contextId: z.string().optional(),
    taskId: z.string().optional(),
    parts: z.array(part).min(1),
  }),
})
const taskParams = z.object({ id: z.string() })
const call = z.object({
  jsonrpc: z.literal('2.0'),
  id: z.union([z.string(), z.number(), z.null()]).optional(),
  method: z.string(),
  params: z.unknown(),
})

/** A refusal by the agent's own A2A server. Codes as in A2A 0.3.0, section 8. */
class RpcError extends Error {
  readonly code: number
  constructor(code: number, message: string) {
    super(message)
    this.code = code
  }
}

/**
 * The wrapper that AgentRegistry deploys to AgentCore: an A2A 0.3 server around kagent-adk 0.8.3. Memory
 * is kept by context id; a message without one continues the session's own. Tasks are kept as long as the
 * container lives, and cannot be cancelled.
 */
export function createA2aContainer(parts: ContainerParts, stream: boolean): Container {
  const memories = new Map<string, Memory>()
  const tasks = new Map<string, () => Task>()

  const begin = (params: unknown, { sessionId, userId }: Invocation) => {
    const read = messageParams.safeParse(params)
    if (!read.success) throw new RpcError(-32_602, 'Invalid parameters')
    const contextId = read.data.message.contextId ?? sessionId
    const earlier = earlierTask(read.data.message.taskId)
    const taskId = earlier?.id ?? randomUUID()
    // The schema has checked what is read of it; the rest of a part goes through as it came.
    const message = { ...read.data.message, kind: 'message' } as Message
    const turn = createAdkTurn({
      taskId,
      contextId,
      appName: parts.name,
      userId: userId ?? `A2A_USER_${contextId}`, // kagent-adk's name for a caller that gives none
      author: `${parts.name.replaceAll('-', '_')}_agent`,
      message,
      ...(earlier && { task: earlier }),
      stream,
      clock: parts.clock,
    })
    tasks.set(taskId, () => turn.task())
    const memory = memories.get(contextId) ?? { history: [] }
    memories.set(contextId, memory)
    return { turn, events: run(turn, memory, inputOf(message, earlier)) }
  }
  const earlierTask = (id: string | undefined): Task | undefined => {
    if (id === undefined) return undefined
    const task = tasks.get(id)?.()
    if (!task) throw new RpcError(-32_001, `Task ${id} not found`)
    const { state } = task.status
    if (isTerminal(state)) throw new RpcError(-32_602, `Task ${id} is in terminal state: ${state}`)
    if (state !== 'input-required') throw new RpcError(-32_602, `Task ${id} is still at work`)
    return task
  }
  async function* run(turn: AdkTurn, memory: Memory, input: AgentInput): AsyncGenerator<A2aEvent> {
    yield* turn.begin()
    for await (const event of parts.turn(memory, input)) yield* turn.feed(event)
    yield* turn.end()
  }

  const methods: Record<string, (params: unknown, invocation: Invocation) => Promise<unknown>> = {
    'message/send': async (params, invocation) => {
      const { turn, events } = begin(params, invocation)
      while (!(await events.next()).done);
      return turn.task()
    },
    'tasks/get': async (params) => {
      const id = taskParams.safeParse(params).data?.id ?? ''
      const task = tasks.get(id)?.()
      if (!task) throw new RpcError(-32_001, `Task ${id} not found`)
      return task
    },
    'tasks/cancel': async () => {
      throw new RpcError(-32_603, 'Cancellation is not supported')
    },
  }

  const answer = async (invocation: Invocation): Promise<Response> => {
    const read = call.safeParse(parseJson(invocation.body))
    const id = read.data?.id ?? null
    try {
      if (!read.success) throw new RpcError(-32_600, 'Request payload validation error')
      const { method, params } = read.data
      if (method === 'message/stream')
        return detachedStream(frames(begin(params, invocation).events, id), invocation.cutOff)
      const handle = methods[method]
      if (!handle) throw new RpcError(-32_601, 'Method not found')
      return Response.json({ jsonrpc: '2.0', id, result: await handle(params, invocation) })
    } catch (error) {
      if (!(error instanceof RpcError)) throw error
      const { code, message } = error
      return Response.json({ jsonrpc: '2.0', id, error: { code, message } })
    }
  }
  return { invoke: answer, card: (url) => a2aCard(parts, url) }
}

const inputOf = (message: Message, task: Task | undefined): AgentInput =>
  (task && decisionOf(message, task)) ?? { kind: 'text', text: textOf(message) }

async function* frames(events: AsyncIterable<A2aEvent>, id: unknown): AsyncGenerator<string> {
  for await (const result of events) yield dataFrame({ jsonrpc: '2.0', id, result })
}
