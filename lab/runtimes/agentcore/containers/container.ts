import type { AgentEvent, AgentInput } from '../../../agent/agent.ts'
import type { Memory } from '../microVm.ts'

/** What reaches a container: the caller's bytes, unread, and what the platform adds. */
export interface Invocation {
  body: string
  /** The caller's Accept header. */
  accept: string
  sessionId: string
  /** `X-Amzn-Bedrock-AgentCore-Runtime-User-Id`, where the caller says for whom it asks. */
  userId: string | undefined
  /** Breaks the connection: an answer under way ends without its end. */
  cutOff: () => void
}

/** What runs in a microVM, behind the one port of its protocol. Lives and dies with the session. */
export interface Container {
  /** `POST /invocations`, or `POST /` for A2A. An answer that is no 2xx is the container's failure. */
  invoke(invocation: Invocation): Promise<Response>
  /** `GET /.well-known/agent-card.json`, which only A2A containers have; `url` is where the runtime is invoked. */
  card?(url: string): Record<string, unknown>
}

/** What a container is given to work with. */
export interface ContainerParts {
  name: string
  description: string
  /** Runs the agent once. The turn goes on to its end whether or not anybody reads what it yields. */
  turn: (memory: Memory, input: AgentInput) => AsyncIterable<AgentEvent>
  clock: () => number
}
