import type { AgentEvent } from '../../agent/agent.ts'
import { type Approval, confirmationPart, placeholderPart } from './confirmation.ts'
import type { A2aEvent, Message, Metadata, Part, Task } from './wire.ts'
import { type WordsOptions, createWords } from './words.ts'

export interface AdkTurnOptions extends Omit<WordsOptions, 'clock'> {
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
 * The order of events and the repeated last text are those of kagent-adk 0.8.3 to 0.10: submitted,
 * working, one whole message per model call and per round of tools, the last one again as an artifact,
 * then the state that the task is left in.
 */
export function createAdkTurn(options: AdkTurnOptions): AdkTurn {
  const { clock = Date.now } = options
  const task = options.task ?? newTask(options, clock)
  const words = createWords(task, { ...options, clock })
  const { about, status } = words
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

  const tell = (parts: Part[], extra: Metadata = {}): A2aEvent => {
    const message = words.message(parts, { ...about, ...extra })
    task.history.push(message)
    last = parts
    return status('working', { message, metadata: about })
  }
  const partial = (delta: string): A2aEvent => {
    const metadata = { ...about, kagent_adk_partial: true }
    const message = words.message([{ kind: 'text', text: delta }], metadata)
    return status('working', { message, metadata })
  }
  const closeText = () => {
    if (text) said.push({ kind: 'text', text })
    text = ''
  }
  /** The model has spoken. */
  const spoken = (extra: Metadata = {}): A2aEvent[] => {
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
  /** With a code, as of a model that gave up, it is said once before the end. */
  const fail = ({ message, code }: Extract<AgentEvent, { type: 'error' }>): A2aEvent[] => {
    const metadata = { ...about, ...(code && { kagent_error_code: code }) }
    failure = words.message([{ kind: 'text', text: message }], metadata)
    const events = [...spoken(), ...settled()]
    return code ? [...events, status('failed', { message: failure, metadata })] : events
  }
  const end = (): A2aEvent[] => {
    if (ended) return []
    ended = true
    const events = [...spoken(), ...settled()]
    const metadata = { ...about, ...usage }
    task.metadata = metadata
    if (failure) return [...events, status('failed', { message: failure, metadata, final: true })]
    if (waiting.length) {
      const message = words.message(waiting, about)
      return [...events, status('input-required', { message, metadata, final: true })]
    }
    if (last.length) events.push(words.artifact(last))
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
      case 'tool-call':
        closeText()
        called.add(event.id)
        said.push(callPart(event))
        return []
      case 'usage':
        usage = { kagent_usage_metadata: usageOf(event) }
        return [...spoken(usage), ...(called.size ? [] : settled())]
      case 'tool-result':
        answered.push(resultPart(event))
        return [...spoken(), ...whenAllAnswered(event.id)]
      case 'approval':
        // Told with the usage of its model call, which may come after it.
        approvals.push(event)
        called.delete(event.call.id)
        return []
      case 'error':
        return fail(event)
      default: // finish
        return end()
    }
  }

  return {
    begin: () => {
      const { message } = options
      task.history.push(message)
      const submitted = options.task ? [] : [status('submitted', { message })]
      return [...submitted, status('working', { metadata: words.session })]
    },
    feed,
    end,
    task: () => structuredClone(task),
  }
}

const newTask = ({ taskId, contextId }: AdkTurnOptions, clock: () => number): Task => ({
  kind: 'task',
  id: taskId,
  contextId,
  status: { state: 'submitted', timestamp: new Date(clock()).toISOString() },
  history: [],
})

const callPart = ({ id, name, args }: Extract<AgentEvent, { type: 'tool-call' }>): Part => ({
  kind: 'data',
  data: { id, name, args },
  metadata: { kagent_type: 'function_call' },
})

const resultPart = ({ id, name, result }: Extract<AgentEvent, { type: 'tool-result' }>): Part => ({
  kind: 'data',
  data: { id, name, response: { result } },
  metadata: { kagent_type: 'function_response' },
})

const usageOf = (tokens: Extract<AgentEvent, { type: 'usage' }>) => ({
  promptTokenCount: tokens.inputTokens,
  candidatesTokenCount: tokens.outputTokens,
  totalTokenCount: tokens.totalTokens,
})
