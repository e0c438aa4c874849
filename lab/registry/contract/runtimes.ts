import { createAgentCore } from '../../runtimes/agentcore/agentcore.ts'
import { createKagent } from '../../runtimes/kagent/kagent.ts'
import { listen } from '../../runtimes/testing/listen.ts'
import { type Scripted, scripted } from '../../runtimes/testing/scripted.ts'
import type { RuntimeAdapter } from '../adapters/adapter.ts'
import { agentCoreAdapter } from '../adapters/agentCore.ts'
import { kagentAdapter } from '../adapters/kagent.ts'
import type { Clock } from '../clock.ts'

/** Both runtimes of the walk-through on free ports, with agents whose words are known. */
export interface Runtimes {
  adapters: { Kagent: RuntimeAdapter; BedrockAgentCore: RuntimeAdapter }
  agents: Scripted
  kagentUrl: string
  reset(): Promise<void>
  close(): Promise<void>
}

export async function startRuntimes(clock: Clock): Promise<Runtimes> {
  const agents = scripted()
  const { startAgent } = agents
  const kagent = await createKagent({ startAgent, clock })
  const agentcore = createAgentCore({ startAgent, issuer: 'http://127.0.0.1:9/realms/solo', clock })
  const [controller, plane] = await Promise.all([listen(kagent), listen(agentcore)])
  return {
    agents,
    kagentUrl: controller.url,
    adapters: {
      Kagent: kagentAdapter({ logs: kagent.logs, clock }),
      BedrockAgentCore: agentCoreAdapter(agentcore, { url: plane.url }),
    },
    reset: () => kagent.reset(),
    close: async () => void (await Promise.all([controller.close(), plane.close()])),
  }
}
