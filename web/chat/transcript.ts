import type {
  ChatFailure,
  ChatMeta,
  ChatTiming,
  InterruptView,
  NumberedEvent,
  RunInput,
  RunView,
  UsageView,
} from '#bff'

/** A piece of an answer, in the order in which it came; text before and after a tool call stays where it was. */
export type Part = TextPart | ReasoningPart | ToolPart | NoticePart

export interface TextPart {
  kind: 'text'
  id: string
  text: string
  /** More is coming. */
  open: boolean
}

export interface ReasoningPart {
  kind: 'reasoning'
  id: string
  text: string
  open: boolean
}

export interface ToolPart {
  kind: 'tool'
  id: string
  name: string
  /** JSON text as the runtime sent it. */
  args: string
  /** Undefined until there is one. */
  result?: string
  /** `unanswered`: the run ended before its result came. */
  state: 'running' | 'done' | 'failed' | 'waiting' | 'unanswered'
  /** Milliseconds from the call to its result, by the times of the events. */
  ms?: number
}

/** A sentence about the run that is no part of the answer. */
interface NoticePart {
  kind: 'notice'
  id: string
  text: string
}

/** A run, drawn from its events alone: live and stored ones come out the same. */
export interface Answer {
  run: string
  conversation: string
  input: RunInput
  state: RunView['state']
  /** ISO 8601. */
  startedAt: string
  parts: Part[]
  meta?: ChatMeta
  timing?: ChatTiming
  usage: UsageView[]
  failure?: ChatFailure
  /** What a person has to decide, where `state` is `waiting`. */
  interrupts: InterruptView[]
  /** What was decided about them since, by a later run. */
  decision?: { approved: boolean; reason?: string }
  /** Everything that came, for the raw view and the export. */
  events: NumberedEvent[]
}
