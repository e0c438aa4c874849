import type { ChatEvent, NumberedEvent, RunView } from '#bff'

import type { Answer, Part, ToolPart } from './transcript.ts'

/** A run of which nothing has been heard yet. */
export const startAnswer = (run: Omit<RunView, 'events' | 'state'>): Answer => ({
  run: run.id,
  conversation: run.conversation,
  input: run.input,
  state: 'running',
  startedAt: run.startedAt,
  parts: [],
  usage: [],
  interrupts: [],
  events: [],
})

/** A stored run as it would have been drawn live. */
export function answerOf(run: RunView): Answer {
  // One list for all steps, because a copy per event would cost the square of their number.
  const events: NumberedEvent[] = []
  let answer: Answer = { ...startAnswer(run), events }
  for (const numbered of run.events) {
    if (numbered.id <= lastIdOf(answer)) continue
    events.push(numbered)
    answer = apply(answer, numbered.event, numbered.id)
  }
  // Whoever stored it knows what became of it, even where the last word is missing or no longer true.
  return run.state === 'running' || run.state === answer.state ? answer : ended(answer, run.state)
}

/** The number of the last event that an answer holds; 0 where it holds none. */
export const lastIdOf = (answer: Answer | undefined): number => answer?.events.at(-1)?.id ?? 0

/**
 * An answer with one more event. Events that it already has come back as it was, so that a stream
 * may begin again a little before where it broke off.
 */
export function reduce(answer: Answer, numbered: NumberedEvent): Answer {
  if (numbered.id <= lastIdOf(answer)) return answer
  const { event } = numbered
  return apply({ ...answer, events: [...answer.events, numbered] }, event, numbered.id)
}

function apply(answer: Answer, event: ChatEvent, id: number): Answer {
  switch (event.type) {
    case 'TEXT_MESSAGE_START':
    case 'REASONING_MESSAGE_START':
      return opened(answer, kindOf(event.type), event.messageId)
    case 'TEXT_MESSAGE_CONTENT':
    case 'REASONING_MESSAGE_CONTENT':
      return written(opened(answer, kindOf(event.type), event.messageId), event)
    case 'TEXT_MESSAGE_END':
    case 'REASONING_MESSAGE_END':
      return withPart(answer, event.messageId, (part) => ('open' in part ? closed(part) : part))
    case 'TOOL_CALL_START':
      return called(answer, event.toolCallId, event.toolCallName)
    case 'TOOL_CALL_ARGS':
      return withTool(answer, event.toolCallId, (tool) => ({
        ...tool,
        args: tool.args + event.delta,
      }))
    case 'TOOL_CALL_RESULT':
      return withTool(called(answer, event.toolCallId, ''), event.toolCallId, (tool) => ({
        ...tool,
        result: event.content,
        state: event.metadata?.isError === true ? 'failed' : 'done',
        ...took(answer, event),
      }))
    case 'CUSTOM':
      return told(answer, event, id)
    case 'RUN_FINISHED':
      return finished(answer, event)
    case 'RUN_ERROR':
      return {
        ...ended(answer, 'failed'),
        failure: event.metadata.failure,
        usage: event.usage ?? answer.usage,
      }
    default:
      // `RUN_STARTED`, `TOOL_CALL_END`, `RAW`, and what a newer server may send: kept, not drawn.
      return answer
  }
}

type Of<T extends ChatEvent['type']> = Extract<ChatEvent, { type: T }>

const kindOf = (type: ChatEvent['type']) => (type.startsWith('TEXT') ? 'text' : 'reasoning')

/** A message begins once: a second beginning, or text before the first, changes nothing of what is there. */
const opened = (answer: Answer, kind: 'text' | 'reasoning', id: string): Answer =>
  answer.parts.some((part) => part.kind === kind && part.id === id)
    ? answer
    : { ...answer, parts: [...answer.parts, { kind, id, text: '', open: true }] }

const written = (
  answer: Answer,
  { messageId, delta }: Of<'TEXT_MESSAGE_CONTENT' | 'REASONING_MESSAGE_CONTENT'>,
) =>
  withPart(answer, messageId, (part) =>
    part.kind === 'text' || part.kind === 'reasoning' ? { ...part, text: part.text + delta } : part,
  )

const closed = <P extends Part & { open: boolean }>(part: P): P => ({ ...part, open: false })

function called(answer: Answer, id: string, name: string): Answer {
  if (answer.parts.some((part) => part.kind === 'tool' && part.id === id)) return answer
  const tool: ToolPart = { kind: 'tool', id, name, args: '', state: 'running' }
  return { ...answer, parts: [...answer.parts, tool] }
}

/** From the call to its result, where both carry a time. */
function took({ events }: Answer, result: Of<'TOOL_CALL_RESULT'>): { ms?: number } {
  const start = events.find(
    ({ event }) => event.type === 'TOOL_CALL_START' && event.toolCallId === result.toolCallId,
  )?.event.timestamp
  return start === undefined || result.timestamp === undefined
    ? {}
    : { ms: Math.max(0, result.timestamp - start) }
}

function told(answer: Answer, event: Of<'CUSTOM'>, id: number): Answer {
  switch (event.name) {
    case 'chat.meta':
      return { ...answer, meta: event.value }
    case 'chat.timing':
      return { ...answer, timing: event.value }
    case 'chat.notice':
      return {
        ...answer,
        parts: [...answer.parts, { kind: 'notice', id: `notice ${id}`, text: event.value.text }],
      }
    default:
      return answer
  }
}

function finished(answer: Answer, { outcome, usage }: Of<'RUN_FINISHED'>): Answer {
  const interrupts = outcome.type === 'interrupt' ? outcome.interrupts : []
  const waiting = new Set(interrupts.map(({ toolCallId }) => toolCallId))
  const states = { success: 'done', cancelled: 'stopped', interrupt: 'waiting' } as const
  return {
    ...ended(answer, states[outcome.type], waiting),
    interrupts,
    usage: usage ?? answer.usage,
  }
}

/** Nothing more will come: messages close, and calls without a result stay without one. */
function ended(
  answer: Answer,
  state: RunView['state'],
  waiting: ReadonlySet<string | undefined> = new Set(),
): Answer {
  const parts = answer.parts.map((part): Part => {
    if (part.kind === 'tool' && part.state === 'running') {
      return { ...part, state: waiting.has(part.id) ? 'waiting' : 'unanswered' }
    }
    return 'open' in part && part.open ? closed(part) : part
  })
  return { ...answer, state, parts }
}

/** The newest part of that id changed, the others as they are. */
function withPart(answer: Answer, id: string, change: (part: Part) => Part): Answer {
  const at = answer.parts.findLastIndex((part) => part.id === id && part.kind !== 'tool')
  return changed(answer, at, change)
}

function withTool(answer: Answer, id: string, change: (tool: ToolPart) => ToolPart): Answer {
  const at = answer.parts.findLastIndex((part) => part.id === id && part.kind === 'tool')
  return changed(answer, at, (part) => (part.kind === 'tool' ? change(part) : part))
}

const changed = (answer: Answer, at: number, change: (part: Part) => Part): Answer => ({
  ...answer,
  parts: answer.parts.map((part, index) => (index === at ? change(part) : part)),
})
