import type { StartAgent } from '../agent/agent.ts'
import { type Pace, createPace, paceMs } from '../agent/pace.ts'
import type { PartContext } from './part.ts'

/** How runtimes of the lab start agents, and the brake for all of their answers. */
export interface AgentPart {
  startAgent: StartAgent
  pace: Pace
}

export function prepareAgents({ env, ports }: PartContext): AgentPart {
  const pace = createPace(paceMs(env))
  const knowledgeUrl = `http://127.0.0.1:${ports.knowledge}/mcp`
  return {
    pace,
    startAgent: async (spec, log) => {
      // The model libraries are large, and a lab whose runtimes are real ones needs none of them.
      const { createAgent } = await import('../agent/createAgent.ts')
      return createAgent(spec, { log, pace, knowledgeUrl })
    },
  }
}
