import { mkdir } from 'node:fs/promises'

import { createControl } from './control.ts'
import { Faults } from './faults.ts'
import { createKubernetes } from './kubernetes/kubernetes.ts'
import { prepareAgents } from './parts/agent.ts'
import { startAgentCore } from './parts/agentcore.ts'
import { startGateways } from './parts/gateways.ts'
import { startIdentity } from './parts/identity.ts'
import { startKagent } from './parts/kagent.ts'
import { startKnowledge } from './parts/knowledge.ts'
import type { PartContext, Product } from './parts/part.ts'
import { startRegistry } from './parts/registry.ts'
import { prepareServers } from './parts/servers.ts'
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
  const products = new Map<string, Product>()
  const all = () => [...new Set(products.values())]
  const startProduct = async (product: Product | undefined) => {
    for (const [part, service] of Object.entries(product?.services ?? {})) {
      if (product) products.set(part, product)
      await start(part as PortName, service) // the keys of `services` are names of ports
    }
  }
  const close = async () => {
    await Promise.all([...running.values()].map((part) => part.close()))
    await Promise.all(all().map((product) => product.close()))
  }

  try {
    const agents = prepareAgents(context)
    const agentcore = startAgentCore(context, agents)
    const [idp, knowledge, gateways, kagent] = await Promise.all([
      startIdentity(context),
      startKnowledge(context),
      startGateways(context),
      startKagent(context, agents),
    ])
    await start('idp', idp)
    await startProduct(knowledge)
    for (const product of [...prepareServers(context), ...gateways]) await startProduct(product)
    await start('kagent', kagent)
    await start('agentcore', agentcore)
    // Last, because its reconciler begins at once to bring deployments about on the runtimes.
    const registry = await startRegistry(context, { kagent, agentcore }, scale)
    await start('registry', registry)
    await start('registryMcp', registry?.mcp)
    await start(
      'kubernetes',
      createKubernetes({ clusters: gateways.map(({ cluster }) => cluster) }),
    )
    const control = createControl({
      parts: [...running.keys()],
      faultOf: (part) => faults.of(part),
      setFault: async (part, kind) => {
        if (kind) faults.set(part, kind)
        else faults.clear(part)
        const listening = running.get(part)
        await (kind === 'down' ? listening?.down() : listening?.up())
      },
      restart: async (part) => {
        await products.get(part)?.restart()
        return products.has(part)
      },
      cut: (part) => {
        running.get(part)?.cut()
        return running.has(part)
      },
      counters: async () => {
        const counts = await Promise.all(all().map(async (product) => product.counters?.()))
        return Object.fromEntries(counts.flatMap((count) => Object.entries(count ?? {})))
      },
      accessLog: () =>
        gateways.find(({ cluster }) => cluster.id === 'solo-kb-demo')?.cluster.pod.lines() ?? [],
      reset: async () => {
        await Promise.all(all().map((product) => product.reset()))
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
