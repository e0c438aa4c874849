import type { Turn } from '../adapter.ts'
import type { RuntimeAnswer } from '../ask.ts'

/** Who asks which agent. */
export type Caller = Pick<Turn, 'place' | 'persona' | 'signIn' | 'conversation'>

export interface Heard {
  answer: RuntimeAnswer
  /** What the request carried and no answer may show. */
  secrets: string[]
}

export interface Asked {
  label: string
  signal: AbortSignal
  began?: (exchange: string) => void
}

/**
 * The AgentCore data plane (client-bedrock-agentcore 3.1141.0), however it is told who asks. Answers of any
 * status are answers. The conversation's UUID is the session: AgentCore wants 33 characters at least.
 */
export interface Door {
  /** The body goes to the agent's container as it is, and its answer comes back as it is. */
  invoke(caller: Caller, asked: Asked & { body: string }): Promise<Heard>
  /** The agent card, which A2A containers alone have. */
  card(caller: Caller, signal: AbortSignal): Promise<Heard>
  /** Ends the session's microVM, and with it whatever the agent remembers. */
  stopSession(caller: Caller, signal: AbortSignal): Promise<Heard>
}

/** The endpoint that every AgentCore runtime has. */
export const qualifier = 'DEFAULT'
export const accept = 'text/event-stream, application/json'
export const labels = { card: 'read the agent card', stop: 'end the session' }
