import { addresses } from '../config.ts'
import { type AgentCore, createAgentCore } from '../runtimes/agentcore/agentcore.ts'
import type { AgentPart } from './agent.ts'
import type { PartContext } from './part.ts'

/**
 * The data plane of AgentCore, unless `PARALLAX_AGENTCORE_URL` names a real one. `LAB_AGENTCORE_IDLE_MS`
 * is how long a session lives that does nothing, in milliseconds.
 */
export function startAgentCore(
  { env, ports }: PartContext,
  { startAgent }: AgentPart,
): AgentCore | undefined {
  if (env['PARALLAX_AGENTCORE_URL']) return undefined
  const { issuer } = addresses(env, ports)
  const idleMs = env['LAB_AGENTCORE_IDLE_MS']
  return createAgentCore({ startAgent, issuer, ...(idleMs ? { idleMs: Number(idleMs) } : {}) })
}
