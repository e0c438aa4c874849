import type { Clock } from '../clock.ts'
import type { LogLine } from './adapter.ts'
import { type AdapterDeployment, AdapterFailure, type RuntimeAdapter } from './adapter.ts'
import { type KagentAgent, kagentClient } from './kagentClient.ts'
import { checkKagentConfig } from './kagentConfig.ts'
import { agentManifest, handedOver, ownersOf, slugOf } from './kagentManifest.ts'
import { createToolWorkloads } from './toolWorkloads.ts'

export interface KagentAdapterOptions {
  /** Reads what an agent has written: no route of the controller does. Without it logs are refused. */
  logs?: (namespace: string, name: string, tail: number) => LogLine[]
  clock?: Clock
}

/**
 * Deploys agents to the kagent controller that the Runtime names, over its REST interface. Deployments of
 * one Agent on one runtime share the agent there, which goes with the last of them.
 */
export function kagentAdapter({ logs, clock = Date.now }: KagentAdapterOptions): RuntimeAdapter {
  const tools = createToolWorkloads(clock)
  const inTurn = createTurns()
  const isTool = ({ target, uid }: AdapterDeployment) =>
    target ? target.kind === 'MCPServer' : tools.has(uid)

  const start: RuntimeAdapter['start'] = async (deployment) => {
    if (isTool(deployment)) return tools.start(deployment)
    const client = kagentClient(deployment.runtime)
    const name = slugOf(deployment)
    const { url, namespace } = client
    await inTurn(`${url} ${namespace}/${name}`, async () => {
      const existing = await client.get(name)
      const owners = existing ? ownersOf(existing) : []
      if (!owners)
        throw new AdapterFailure(
          'Conflict',
          `agent ${namespace}/${name} is on kagent already, and no deployment of this registry made it`,
        )
      const all = [...new Set([...owners, deployment.uid])]
      await client.write(existing ? 'PUT' : 'POST', agentManifest(deployment, client, all))
    })
    return { id: name, name, namespace, endpoint: endpointOf(url, namespace, name) }
  }
  return {
    validate: checkKagentConfig,
    start,
    stop: async (deployment) => {
      if (isTool(deployment)) return tools.stop(deployment.uid)
      const client = kagentClient(deployment.runtime)
      // Looked for by owner, not by name: the Agent record that gave the name may be gone.
      const owned = (await client.list()).filter((one) => ownersOf(one)?.includes(deployment.uid))
      for (const { agent } of owned) {
        const { name, namespace } = agent.metadata
        await inTurn(`${client.url} ${namespace}/${name}`, async () => {
          const now = await client.get(name)
          if (!now) return
          const others = ownersOf(now)?.filter((uid) => uid !== deployment.uid)
          if (others?.length) await client.write('PUT', handedOver(now, others))
          else await client.remove(name)
        })
      }
      return undefined
    },
    health: async (deployment) => {
      if (isTool(deployment)) return tools.health(deployment.uid)
      const client = kagentClient(deployment.runtime)
      const name = slugOf(deployment)
      const agent = await client.get(name)
      if (!agent) {
        const message = `Agent ${client.namespace}/${name} not found`
        return { ready: false, reason: 'NotFound', message }
      }
      return agent.deploymentReady ? { ready: true } : { ready: false, ...whyNot(agent) }
    },
    logs: async (deployment, tail) => {
      if (isTool(deployment)) return tools.logs(deployment, tail)
      // The words of the adapter of September 2026.
      if (!logs) throw new AdapterFailure('NotSupported', 'kagent workload logs are not supported')
      const { namespace } = kagentClient(deployment.runtime)
      const lines = logs(namespace, slugOf(deployment), tail)
      if (lines.length) return lines
      // Rows that were seeded in bulk run nowhere yet; asking for the log of one is what starts it.
      await start(deployment)
      return logs(namespace, slugOf(deployment), tail)
    },
    discover: async (runtime) => {
      const client = kagentClient(runtime)
      const agents = (await client.list()).filter((one) => !ownersOf(one))
      return agents.map(({ agent: { metadata } }) => {
        const { name, namespace } = metadata
        const endpoint = endpointOf(client.url, namespace, name)
        return { name, target: name, targetKind: 'Agent', id: name, namespace, endpoint }
      })
    },
    close: () => tools.close(),
  }
}

const endpointOf = (url: string, namespace: string, name: string): string =>
  `${url}/api/a2a/${namespace}/${name}/`

function whyNot({ agent }: KagentAgent): { reason: string; message: string } {
  const ready = agent.status?.conditions?.find(({ type }) => type === 'Ready')
  return {
    reason: ready?.reason ?? 'NotReady',
    message: ready?.message ?? 'kagent does not say why',
  }
}

/** What reads and then writes one agent must not be interleaved with another that does so. */
function createTurns() {
  const last = new Map<string, Promise<void>>()
  return async (key: string, task: () => Promise<void>): Promise<void> => {
    const turn = (last.get(key) ?? Promise.resolve()).then(task)
    // The next one waits for this one, however it ends.
    const over = turn.catch(() => undefined)
    last.set(key, over)
    await turn.finally(() => last.get(key) === over && last.delete(key))
  }
}
