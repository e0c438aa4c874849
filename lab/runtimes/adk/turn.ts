import { randomUUID } from 'node:crypto'

import type { AgentEvent } from '../../agent/agent.ts'
import { type Approval, confirmationPart, placeholderPart } from './confirmation.ts'
import type { A2aEvent, Message, Metadata, Part, Task, TaskState } from './wire.ts'

export interface AdkTurnOptions {
  taskId: string
  contextId: string
  /** `kagent__NS__solofieldassistant`. */
  appName: string
  userId: string
  /** Name of the ADK agent, `solofieldassistant_agent`. */
  author: string
  /** What was asked or decided. */
  message: Message
  /** The task that goes on with this message; a new one when left out. */
  task?: Task
  /** Text also as deltas before it comes whole (`stream: true` of an agent). */
  stream?: boolean
  clock?: () => number
}

/** One turn of an agent as kagent-adk tells it over A2A 0.3. */
export interface AdkTurn {
  /** Before the agent is asked. */
  begin(): A2aEvent[]
  /** What a thing that the agent does becomes on the wire; `finish` ends the turn. */
  feed(event: AgentEvent): A2aEvent[]
  /** The end, for an agent that broke off without `finish`; nothing when it has ended. */
  end(): A2aEvent[]
  /** As it is now, for `message/send` and `tasks/get`. */
  task(): Task
}

/**
 * The order of events, the `kagent_` metadata and the repeated last text are those of kagent-adk 0.8.3 to
 * 0.10: submitted, working, one whole message per model call and per round of tools, the last one again as
 * an artifact, then the state that the task is left in.
 */
export function createAdkTurn(options: AdkTurnOptions): AdkTurn {
  const { taskId, contextId, message, clock = Date.now } = options
  const now = () => new Date(clock()).toISOString()
  const session = {
    kagent_app_name: options.appName,
    kagent_user_id: options.userId,
    kagent_session_id: contextId,
  }
  const about: Metadata = {
    kagent_adk_partial: null,
    ...session,
    kagent_invocation_id: `e-${randomUUID()}`,
    kagent_author: options.author,
  }
  const task: Task = options.task ?? {
    kind: 'task',
    id: taskId,
    contextId,
    status: { state: 'submitted', timestamp: now() },
    history: [],
  }
  let text = ''
  let said: Part[] = [] // of the model call under way
  let answered: Part[] = [] // tool results of this round
  let approvals: Approval[] = []
  let waiting: Part[] = [] // what a person is asked at the end
  let last: Part[] = []
  let usage: Metadata = {}
  let failure: Message | undefined
  let ended = false
  const called = new Set<string>()

  const agentMessage = (parts: Part[], metadata: Metadata): Message => ({
    kind: 'message',
    role: 'agent',
    messageId: randomUUID(),
    taskId,
    contextId,
    parts,
    metadata,
  })
  const status = (
    state: TaskState,
    more: { message?: Message; metadata?: Metadata; final?: boolean } = {},
  ): A2aEvent => {
    const { final = false, message: its, metadata } = more
    const is = { state, ...(its && { message: its }), timestamp: now() }
    task.status = is
    return {
      kind: 'status-update',
      taskId,
      contextId,
      final,
      status: is,
      ...(metadata && { metadata }),
    }
  }
  const tell = (parts: Part[], extra: Metadata = {}): A2aEvent => {
    const whole = agentMessage(parts, { ...about, ...extra })
    task.history.push(whole)
    last = parts
    return status('working', { message: whole, metadata: about })
  }
  const partial = (delta: string): A2aEvent => {
    const metadata = { ...about, kagent_adk_partial: true }
    const piece = agentMessage([{ kind: 'text', text: delta }], metadata)
    return status('working', { message: piece, metadata })
  }
  const closeText = () => {
    if (text) said.push({ kind: 'text', text })
    text = ''
  }
  /** The model has spoken. */
  const spoken = (extra: Metadata): A2aEvent[] => {
    closeText()
    const parts = said
    said = []
    return parts.length ? [tell(parts, extra)] : []
  }
  /** The round of tools is over: ADK merges the results of parallel calls into one message. */
  const settled = (): A2aEvent[] => {
    const events: A2aEvent[] = []
    if (approvals.length) {
      waiting = approvals.map(confirmationPart)
      events.push(tell(waiting))
    }
    const parts = [...answered, ...approvals.map(placeholderPart)]
    if (parts.length) events.push(tell(parts))
    answered = []
    approvals = []
    return events
  }
  const whenAllAnswered = (id: string): A2aEvent[] => {
    called.delete(id)
    return called.size ? [] : settled()
  }

  const fail = (event: Extract<AgentEvent, { type: 'error' }>): A2aEvent[] => {
    const code = event.code && { kagent_error_code: event.code }
    failure = agentMessage([{ kind: 'text', text: event.message }], { ...about, ...code })
    const events = [...spoken({}), ...settled()]
    if (code) events.push(status('failed', { message: failure, metadata: { ...about, ...code } }))
    return events
  }
  const end = (): A2aEvent[] => {
    if (ended) return []
    ended = true
    const events = [...spoken({}), ...settled()]
    const metadata = { ...about, ...usage }
    task.metadata = metadata
    if (failure) return [...events, status('failed', { message: failure, metadata, final: true })]
    if (waiting.length) {
      const asked = agentMessage(waiting, about)
      return [...events, status('input-required', { message: asked, metadata, final: true })]
    }
    if (last.length) {
      const artifact = { artifactId: randomUUID(), parts: last }
      task.artifacts = [...(task.artifacts ?? []), artifact]
      events.push({ kind: 'artifact-update', taskId, contextId, lastChunk: true, artifact })
    }
    return [...events, status('completed', { metadata, final: true })]
  }

  const feed = (event: AgentEvent): A2aEvent[] => {
    switch (event.type) {
      case 'text-start':
        return []
      case 'text-delta':
        text += event.delta
        return options.stream ? [partial(event.delta)] : []
      case 'text-end':
        closeText()
        return []
      case 'tool-call': {
        closeText()
        const { id, name, args } = event
        called.add(id)
        said.push({
          kind: 'data',
          data: { id, name, args },
          metadata: { kagent_type: 'function_call' },
        })
        return []
      }
      case 'usage':
        usage = { kagent_usage_metadata: usageOf(event) }
        return spoken(usage)
      case 'tool-result': {
        const { id, name, result } = event
        const data = { id, name, response: { result } }
        answered.push({ kind: 'data', data, metadata: { kagent_type: 'function_response' } })
        return [...spoken({}), ...whenAllAnswered(id)]
      }
      case 'approval':
        approvals.push(event)
        return [...spoken({}), ...whenAllAnswered(event.call.id)]
      case 'error':
        return fail(event)
      default: // finish
        return end()
    }
  }

  return {
    begin: () => {
      task.history.push(message)
      const submitted = options.task ? [] : [status('submitted', { message })]
      return [...submitted, status('working', { metadata: session })]
    },
    feed,
    end,
    task: () => structuredClone(task),
  }
}

const usageOf = (tokens: Extract<AgentEvent, { type: 'usage' }>) => ({
  promptTokenCount: tokens.inputTokens,
  candidatesTokenCount: tokens.outputTokens,
  totalTokenCount: tokens.totalTokens,
})
