import { mkdir } from 'node:fs/promises'

import { createControl } from './control.ts'
import { Faults } from './faults.ts'
import { prepareAgents } from './parts/agent.ts'
import { startAgentCore } from './parts/agentcore.ts'
import { startIdentity } from './parts/identity.ts'
import { startKagent } from './parts/kagent.ts'
import { startKnowledgeGateway } from './parts/knowledgeGateway.ts'
import type { PartContext } from './parts/part.ts'
import { startRegistry } from './parts/registry.ts'
import type { PortName } from './ports.ts'
import { type Listening, serve } from './serve.ts'
import type { LabService } from './service.ts'

export interface LabOptions extends PartContext {
  /** So many agents and deployments more in the registry; 0 for none. */
  scale: number
}

export interface Lab {
  /** Part → origin, for those parts that run. */
  origins: Record<string, string>
  close(): Promise<void>
}

/** Starts every part of the lab that the environment does not replace with a real product. */
export async function startLab({ scale, ...context }: LabOptions): Promise<Lab> {
  await mkdir(context.data, { recursive: true, mode: 0o700 })
  const faults = new Faults()
  const running = new Map<string, Listening>()
  const start = async (part: PortName, service: LabService | undefined) => {
    if (!service) return
    running.set(part, await serve(part, context.ports[part], service, faults.before(part)))
  }
  const close = async () => {
    await Promise.all([...running.values()].map((part) => part.close()))
  }

  try {
    const agents = prepareAgents(context)
    const agentcore = startAgentCore(context, agents)
    const [idp, kb, kagent] = await Promise.all([
      startIdentity(context),
      startKnowledgeGateway(context),
      startKagent(context, agents),
    ])
    await start('idp', idp)
    await start('knowledge', kb?.knowledge)
    await start('gateway', kb?.gateway.data)
    await start('gatewayAdmin', kb?.gateway.admin)
    await start('kagent', kagent)
    await start('agentcore', agentcore)
    // Last, because its reconciler begins at once to bring deployments about on the runtimes.
    const registry = await startRegistry(context, { kagent, agentcore }, scale)
    await start('registry', registry)
    await start('registryMcp', registry?.mcp)
    const control = createControl({
      parts: [...running.keys()],
      faultOf: (part) => faults.of(part),
      setFault: async (part, kind) => {
        if (kind) faults.set(part, kind)
        else faults.clear(part)
        const listening = running.get(part)
        await (kind === 'down' ? listening?.down() : listening?.up())
      },
      counters: () => ({ 'knowledge.toolCalls': kb?.knowledge.toolCalls() ?? 0 }),
      accessLog: () => kb?.accessLog() ?? [],
      reset: async () => {
        kb?.knowledge.reset()
        agents.pace.release()
        await kagent?.reset()
        await registry?.reset()
      },
      agent: agents.pace,
      ...(agentcore ? { agentcore } : {}),
      ...(idp ? { idp } : {}),
    })
    await start('control', control)
  } catch (error) {
    await close()
    throw error
  }
  const origins = Object.fromEntries([...running].map(([part, { url }]) => [part, url]))
  return { origins, close }
}
