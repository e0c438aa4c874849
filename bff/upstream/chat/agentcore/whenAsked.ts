import type { ChatAdapter } from '../adapter.ts'
import type { ChatParts } from '../parts.ts'
import type { AgentCore } from './agentcore.ts'

/** The adapter for AgentCore, read from disk with the first question: the AWS SDK takes 40 MB that most never need. */
export function createAgentCoreWhenAsked(parts: ChatParts): ChatAdapter {
  let made: Promise<AgentCore> | undefined
  const adapter = () =>
    (made ??= import('./agentcore.ts').then(({ createAgentCore }) => createAgentCore(parts)))
  return {
    name: 'agentcore',
    async *run(turn) {
      yield* (await adapter()).run(turn)
    },
    stop: async (turn) => (await adapter()).stop(turn),
    endSession: async (turn) => (await adapter()).endSession(turn),
  }
}
