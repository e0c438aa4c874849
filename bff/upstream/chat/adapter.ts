import type { ChatEvent, ChatMeta, RunInput, StopView } from '../../contract.ts'
import type { SignIn } from '../../session/types.ts'

/** Where a conversation goes: resolved from the Deployment's and the Runtime's record, never from an agent card. */
export interface ChatPlace {
  deployment: string
  namespace: string
  runtime: string
  /** `spec.type` of the Runtime: "Kagent", "BedrockAgentCore". */
  runtimeType: string
  /** The agent's name at the runtime: kagent agent, AgentCore ARN. */
  remoteId: string
  /** kagent: base URL of its controller and the agent's namespace there. */
  controllerUrl?: string
  remoteNamespace?: string
  region?: string
  /** No model behind it, as far as records and configuration tell. */
  offlineModel?: true
}

/** One question to one agent, by somebody, within a conversation. */
export interface Turn {
  place: ChatPlace
  signIn: SignIn
  persona: string
  /** UUID: A2A context id and AgentCore session id at the same time. */
  conversation: string
  run: string
  input: RunInput
  /** The task of an earlier run that waits for this decision. */
  taskId?: string
  /** Aborted when nobody wants the answer any more. */
  signal: AbortSignal
  /** Milliseconds since the epoch at which the runtime was last heard in this conversation; undefined at first. */
  lastHeardAt?: number
  /** Told as it becomes known, for a later stop, resume or decision. */
  learned(what: { taskId?: string }): void
}

/** The events that an adapter makes; the service numbers and stores them, and adds `RUN_STARTED` and `chat.timing`. */
export type AdapterEvent = Exclude<ChatEvent, { type: 'RUN_STARTED' }>

/**
 * One way to talk to agents. `run` yields events as they come and ends with exactly one `RUN_FINISHED` or
 * `RUN_ERROR`: whatever goes wrong is an event with a `ChatFailure`. Only an abort by `turn.signal` may end
 * it without one, and only a mistake of this program by a rejection.
 */
export interface ChatAdapter {
  readonly name: ChatMeta['adapter']
  run(turn: Turn): AsyncIterable<AdapterEvent>
  /** Tries to stop the work at the runtime; its stream is aborted by the caller after that. Never rejects. */
  stop(turn: Turn): Promise<StopView>
  /** What became of a run whose stream broke off: its events from the beginning on. Undefined where a runtime cannot tell. */
  resume?: (turn: Turn) => AsyncIterable<AdapterEvent>
  /** Ends the session at the runtime, and with it the agent's memory. Undefined where it has no such thing. */
  endSession?: (turn: Omit<Turn, 'run' | 'input'>) => Promise<void>
}
