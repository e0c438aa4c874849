import type { Clock } from '../clock.ts'
import { property, text } from '../untyped.ts'
import type { AdapterDeployment, LogLine, Started } from './adapter.ts'
import { type Process, startProcess } from './process.ts'

/** MCP servers that are deployed to a runtime: one small HTTP server for each, with its own health and log. */
export interface ToolWorkloads {
  has(uid: string): boolean
  start(deployment: AdapterDeployment): Promise<Started>
  stop(uid: string): Promise<void>
  health(uid: string): Promise<{ ready: boolean; reason?: string; message?: string }>
  logs(deployment: AdapterDeployment, tail: number): Promise<LogLine[]>
  close(): Promise<void>
}

export function createToolWorkloads(clock: Clock): ToolWorkloads {
  const processes = new Map<string, Promise<Process>>()
  const ensure = (deployment: AdapterDeployment): Promise<Process> => {
    const known = processes.get(deployment.uid)
    if (known) return known
    const starting = startProcess(startLines(deployment), clock)
    processes.set(deployment.uid, starting)
    // One that could not start is forgotten, so that the next attempt is a new one.
    starting.catch(() => processes.delete(deployment.uid))
    return starting
  }
  return {
    has: (uid) => processes.has(uid),
    start: async (deployment) => {
      const { endpoint } = await ensure(deployment)
      const id = deployment.target?.name ?? deployment.name
      return { id, name: id, endpoint }
    },
    stop: async (uid) => {
      const running = processes.get(uid)
      processes.delete(uid)
      await (await running)?.stop()
    },
    health: async (uid) => {
      const running = await processes.get(uid)
      if (!running) return { ready: false, reason: 'NotFound', message: 'workload is not running' }
      const response = await fetch(new URL('healthz', running.endpoint))
      await response.body?.cancel()
      return response.ok
        ? { ready: true }
        : { ready: false, reason: 'Unhealthy', message: `/healthz answered ${response.status}` }
    },
    logs: async (deployment, tail) => (await ensure(deployment)).lines.slice(-tail),
    close: async () => {
      const all = [...processes.values()]
      processes.clear()
      await Promise.all(all.map(async (running) => (await running).stop()))
    },
  }
}

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
