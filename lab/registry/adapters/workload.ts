import { createHash } from 'node:crypto'

import type { Clock } from '../clock.ts'
import { runtimeSpec } from '../kinds/runtime.ts'
import type { Row } from '../row.ts'
import { property, text } from '../untyped.ts'
import {
  type AdapterDeployment,
  type Discovered,
  type RuntimeAdapter,
  type Started,
} from './adapter.ts'
import { requireTrust } from './awsTrust.ts'
import { checkKagentConfig } from './kagentConfig.ts'
import { type Process, startProcess } from './process.ts'

/** A workload that runs on a runtime before anybody deploys to it. */
interface Unmanaged {
  /** Name of the Runtime it is found on. */
  runtime: string
  name: string
  image: string
}

export interface WorkloadOptions {
  type: 'Kagent' | 'BedrockAgentCore'
  /** BedrockAgentCore: the account that trusts this registry; roles of others are denied. */
  account?: string
  unmanaged?: readonly Unmanaged[]
  clock?: Clock
}

/** Runs one small HTTP server per deployment, so that start, stop, health and logs are what they say. */
export function createWorkloadAdapter(options: WorkloadOptions): RuntimeAdapter {
  const { type, account = '111122223333', unmanaged = [], clock = Date.now } = options
  const processes = new Map<string, Promise<Process>>()

  const ensure = (key: string, about: string[]): Promise<Process> => {
    const known = processes.get(key)
    if (known) return known
    const starting = startProcess(about, clock)
    processes.set(key, starting)
    // One that could not start is forgotten, so that the next attempt is a new one.
    starting.catch(() => processes.delete(key))
    return starting
  }
  const ensureTrust = (runtime: Row): void => {
    if (type === 'BedrockAgentCore') requireTrust(runtimeSpec(runtime).config ?? {}, account)
  }
  const ensureDeployment = (deployment: AdapterDeployment): Promise<Process> => {
    ensureTrust(deployment.runtime)
    return ensure(keyOf(deployment), startLines(deployment))
  }

  const adapter: RuntimeAdapter = {
    start: async (deployment) => {
      const { endpoint } = await ensureDeployment(deployment)
      return { ...identify(type, account, deployment), endpoint }
    },
    stop: async (deployment) => {
      ensureTrust(deployment.runtime)
      const running = processes.get(keyOf(deployment))
      processes.delete(keyOf(deployment))
      await (await running)?.stop()
    },
    health: async (deployment) => {
      const running = await processes.get(keyOf(deployment))
      if (!running) return { ready: false, reason: 'NotFound', message: 'workload is not running' }
      const response = await fetch(new URL('healthz', running.endpoint))
      await response.body?.cancel()
      const { status } = response
      return response.ok
        ? { ready: true }
        : { ready: false, reason: 'Unhealthy', message: `/healthz answered ${status}` }
    },
    // Rows that were seeded in bulk have no workload yet; asking for its logs is what starts one.
    logs: async (deployment, tail) => (await ensureDeployment(deployment)).lines.slice(-tail),
    discover: async (runtime) => {
      ensureTrust(runtime)
      const here = unmanaged.filter((workload) => workload.runtime === runtime.name)
      return Promise.all(here.map((workload) => find(workload, runtime)))
    },
    close: async () => {
      const all = [...processes.values()]
      processes.clear()
      await Promise.all(all.map(async (running) => (await running).stop()))
    },
    ...(type === 'Kagent' && { validate: checkKagentConfig }),
    ...(type === 'BedrockAgentCore' && { targets: ['Agent'] }),
  }

  const find = async ({ name, image }: Unmanaged, runtime: Row): Promise<Discovered> => {
    const { endpoint } = await ensure(`unmanaged/${runtime.uid}/${name}`, [`image ${image}`])
    const namespace = namespaceOf(type, runtime)
    return { name, target: name, targetKind: 'Agent', id: name, endpoint, ...namespace }
  }
  return adapter
}

const keyOf = ({ uid }: AdapterDeployment): string => uid

function startLines({ name, env, target, runtime }: AdapterDeployment): string[] {
  const image = text(property(target?.spec['source'], 'image'), 'none, built from source')
  // Names alone: values of env may be secrets, and logs are read by more people than specs.
  const names = Object.keys(env).toSorted().join(', ') || 'none'
  return [
    `starting ${name} on ${runtime.name}`,
    `image ${image}`,
    `environment: ${names}`,
    'started',
  ]
}

/** What the runtime calls it: a slug of the agent's name on kagent, an ARN on AgentCore. */
function identify(
  type: WorkloadOptions['type'],
  account: string,
  { uid, target, name, runtime }: AdapterDeployment,
): Started {
  const agent = (target?.name ?? name).toLowerCase().replaceAll(/[^a-z0-9-]+/g, '-')
  if (type === 'Kagent') return { id: agent, name: agent, ...namespaceOf(type, runtime) }
  const region = text(runtimeSpec(runtime).config?.['region'], 'us-east-1')
  const suffix = createHash('sha256').update(uid).digest('hex').slice(0, 10)
  const runtimeName = `${agent.replaceAll('-', '_')}-${suffix}`
  return {
    id: `arn:aws:bedrock-agentcore:${region}:${account}:runtime/${runtimeName}`,
    name: runtimeName,
  }
}

function namespaceOf(type: WorkloadOptions['type'], runtime: Row): { namespace?: string } {
  if (type !== 'Kagent') return {}
  return { namespace: text(runtimeSpec(runtime).config?.['namespace'], 'kagent') }
}
