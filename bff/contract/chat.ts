/**
 * What the browser sees of conversations with deployed agents. A run is one question and its answer; its
 * events are AG-UI 1.0, whatever the runtime speaks, so that one reducer draws a live answer and a stored
 * one. Times ISO 8601, durations milliseconds.
 */

/** Tokens of one run, as far as the runtime tells. */
export interface UsageView {
  provider?: string
  model?: string
  inputTokens?: number
  outputTokens?: number
  totalTokens?: number
}

/** What a person has to decide before the run goes on. */
export interface InterruptView {
  id: string
  reason: 'tool_approval' | 'auth' | 'question'
  message?: string
  /** The tool call it is about, where there is one. */
  toolCallId?: string
}

/** AG-UI's outcome of a run that ended without an error. */
export type RunOutcome =
  | { type: 'success' }
  | { type: 'cancelled' }
  | { type: 'interrupt'; interrupts: InterruptView[] }

/** Where an answer came from: said once at the beginning, and again when more of it is known. */
export interface ChatMeta {
  deployment: string
  runtime: string
  runtimeType: string
  /** How the runtime was asked: "registry-a2a", "kagent-a2a", "agentcore". */
  adapter: string
  /** What was spoken: "A2A 0.3", "A2A 1.0", "AgentCore HTTP", "AgentCore AG-UI". */
  protocol: string
  /** The conversation's name at the runtime: A2A context id or AgentCore session id. */
  sessionId: string
  /** No model answered: rules did, and every answer of theirs says so. */
  offlineModel?: true
  taskId?: string
  /** The exchanges of this run, for the wire panel. */
  exchange?: string
}

export interface ChatTiming {
  /** From sending to the first byte of the answer, the first text, and the end. */
  firstByteMs: number | null
  firstTextMs: number | null
  totalMs: number
}

/** One shape for whatever went wrong on a runtime. */
export interface ChatFailure {
  code: ChatFailureCode
  /** A sentence a presenter could say aloud. */
  message: string
  /** What to do next. */
  hint?: string
  /** HTTP status of the runtime, where it answered. */
  status?: number
  /** Asking again may help. */
  retryable: boolean
  /** The runtime may have finished meanwhile, and can be asked for it. */
  resumable: boolean
}

export type ChatFailureCode =
  | 'agent_not_found'
  | 'unreachable'
  | 'timeout'
  | 'agent_failed'
  | 'container_failed'
  | 'access_denied'
  | 'token_rejected'
  | 'throttled'
  | 'session_expired'
  | 'invalid_request'
  | 'stream_interrupted'
  | 'not_understood'
  | 'internal'

/**
 * Events of a run: a subset of AG-UI 1.0, with three `CUSTOM` names of our own. `chat.notice` is a sentence
 * about the run that is no part of the answer ("The session had expired; the agent has forgotten …").
 * Every run has exactly one `RUN_FINISHED` or `RUN_ERROR`, the last of its events but `chat.timing`,
 * which comes before it.
 */
export type ChatEvent = { timestamp?: number } & (
  | { type: 'RUN_STARTED'; threadId: string; runId: string; protocolVersion?: string }
  | { type: 'TEXT_MESSAGE_START'; messageId: string; role: 'assistant' }
  | { type: 'TEXT_MESSAGE_CONTENT'; messageId: string; delta: string }
  | { type: 'TEXT_MESSAGE_END'; messageId: string }
  | { type: 'REASONING_MESSAGE_START'; messageId: string; role: 'reasoning' }
  | { type: 'REASONING_MESSAGE_CONTENT'; messageId: string; delta: string }
  | { type: 'REASONING_MESSAGE_END'; messageId: string }
  | { type: 'TOOL_CALL_START'; toolCallId: string; toolCallName: string }
  | { type: 'TOOL_CALL_ARGS'; toolCallId: string; delta: string }
  | { type: 'TOOL_CALL_END'; toolCallId: string }
  | {
      type: 'TOOL_CALL_RESULT'
      messageId: string
      toolCallId: string
      content: string
      metadata?: { isError?: boolean }
    }
  | { type: 'RAW'; event: unknown }
  | { type: 'CUSTOM'; name: 'chat.meta'; value: ChatMeta }
  | { type: 'CUSTOM'; name: 'chat.timing'; value: ChatTiming }
  | { type: 'CUSTOM'; name: 'chat.notice'; value: { text: string } }
  | {
      type: 'RUN_FINISHED'
      threadId: string
      runId: string
      outcome: RunOutcome
      usage?: UsageView[]
    }
  | {
      type: 'RUN_ERROR'
      message: string
      code: ChatFailureCode
      usage?: UsageView[]
      metadata: { failure: ChatFailure }
    }
)

/** An event as it is stored and streamed: `id` is the `id:` of its frame, 1 and up within its run. */
export interface NumberedEvent {
  id: number
  event: ChatEvent
}

/** What was asked: a text, or a decision about an interrupt. */
export type RunInput =
  | { kind: 'text'; text: string }
  | { kind: 'decision'; interruptId: string; approved: boolean; reason?: string }

export interface RunView {
  id: string
  conversation: string
  input: RunInput
  state: 'running' | 'done' | 'failed' | 'stopped' | 'waiting'
  startedAt: string
  endedAt?: string
  events: NumberedEvent[]
}

export interface ConversationSummary {
  id: string
  deployment: string
  namespace?: string
  /** The persona it acts as; fixed for its life. */
  persona: string
  runtime: string
  runtimeType: string
  /** The beginning of the first question, until somebody gives it a name. */
  title: string
  startedAt: string
  lastAt: string
  runs: number
  running: boolean
}

export interface ConversationView extends ConversationSummary {
  transcript: RunView[]
  /** Its session at the runtime has ended and with it what the agent remembered; a sentence. */
  sessionEnded?: string
}

/** What a deployment can do in a conversation, read from its records and the configuration. */
export interface ChatTarget {
  deployment: string
  namespace?: string
  agent: { name: string; tag: string; image?: string; model?: string }
  runtime: string
  runtimeType: string
  region?: string
  adapter: string
  /** Whom it is asked as, the default first. */
  personas: string[]
  /** False with a reason: not ready, gone, an MCP server, a runtime that the configuration does not know. */
  available: boolean
  reason?: string
  /** What Stop will do there, before anybody presses it. */
  stop: { kind: 'cancels' | 'stops_listening'; sentence: string }
  /** The session can be ended at the runtime, which costs it its memory. */
  canEndSession: boolean
  /** No model behind it: the answers are composed by rules, and say so. */
  offlineModel: boolean
  suggestions: string[]
  limits: { messageBytes: number }
}

/** What Stop did. */
export interface StopView {
  outcome: 'cancelled' | 'stopped_listening' | 'already_done'
  sentence: string
  /** Ending the session at the runtime is what would really stop it. */
  offer?: 'end_session'
}

/** The part of AG-UI's `RunAgentInput` that is read: the last user message, or a resume entry. */
export interface RunRequest {
  /** The conversation: a UUID, made by whoever begins it. Also the session's name at the runtime. */
  threadId: string
  /** A UUID, new for each run. */
  runId: string
  messages: { id: string; role: string; content?: unknown }[]
  resume?: {
    interruptId: string
    status: 'resolved' | 'cancelled'
    payload?: { approved?: boolean; reason?: string }
  }[]
  tools: unknown[]
  context: unknown[]
  state?: unknown
  forwardedProps?: unknown
  protocolVersion?: string
}

export interface ChatQuery {
  as?: string
  namespace?: string
}

export interface ChatApi {
  'GET /bff/chat/:deployment': { query: ChatQuery; answer: ChatTarget }
  /**
   * `text/event-stream`: every frame has `id:` and as `data:` a `ChatEvent`. Begins with a comment, so that
   * the first byte is there at once; comments keep it open while the agent works.
   */
  'POST /bff/chat/:deployment/runs': { query: ChatQuery; body: RunRequest; answer: ChatEvent }
  /** The same stream from `Last-Event-ID` (or `after`) on: after a reload, or for another window. */
  'GET /bff/chat/:deployment/runs/:run/events': {
    query: { after?: string; thread: string }
    answer: ChatEvent
  }
  'POST /bff/chat/:deployment/runs/:run/stop': { body: { thread: string }; answer: StopView }
  /** Asks the runtime for what became of a run whose stream broke off; the run goes on where it was. */
  'POST /bff/chat/:deployment/runs/:run/resume': { body: { thread: string }; answer: RunView }
  /** Newest first. */
  'GET /bff/conversations': {
    query: { deployment?: string; namespace?: string }
    answer: { conversations: ConversationSummary[] }
  }
  'GET /bff/conversations/:id': { answer: ConversationView }
  'POST /bff/conversations/:id/rename': { body: { title: string }; answer: ConversationSummary }
  'POST /bff/conversations/:id/delete': { answer: { deleted: true } }
  'POST /bff/conversations/:id/end-session': { answer: { ended: true; sentence: string } }
}

/** A conversation of this operator has begun, changed or gone; lists read again. */
export interface ConversationEvent {
  id: string
  deployment: string
}
