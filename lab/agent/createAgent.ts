import type { Agent, AgentLog, AgentSpec } from './agent.ts'
import { environmentOf } from './environment.ts'
import { startTurn } from './loop.ts'
import { createModel } from './model.ts'
import type { Pace } from './pace.ts'
import { profileOf } from './profiles.ts'

export interface AgentParts {
  log: AgentLog
  pace: Pace
  /** Where the knowledge base is when the environment names none by `SOLO_KB_MCP_URL`. */
  knowledgeUrl: string
}

/**
 * Makes the agent of a Deployment: the Agent record's name decides which one, the environment (the
 * Deployment's over that of this process) which model and which knowledge base. Tools are connected anew
 * for each turn, so a tool server that was away is there again for the next question.
 * @throws Error with one sentence when the model cannot be had
 */
export async function createAgent(spec: AgentSpec, parts: AgentParts): Promise<Agent> {
  const { log, pace, knowledgeUrl } = parts
  const env = environmentOf(spec.env, process.env)
  const profile = profileOf(spec.name, {
    knowledgeUrl: env['SOLO_KB_MCP_URL'] || knowledgeUrl,
    log,
  })
  const { model, name, explain } = await createModel(env, { planner: profile.planner, pace })
  const closing = new AbortController()
  log(`agent ${spec.name} is ready; model ${name}; tools from ${profile.toolsFrom}`)
  return {
    name: spec.name,
    model: name,
    description: spec.description,
    run: (turn) =>
      startTurn({
        turn: { ...turn, signal: AbortSignal.any([turn.signal, closing.signal]) },
        model,
        instructions: profile.instructions,
        openTools: profile.openTools,
        explain,
        log,
      }),
    close: async () => {
      closing.abort(new Error(`agent ${spec.name} was stopped`))
      log(`agent ${spec.name} stops`)
    },
  }
}
