import { getRequestListener } from '@hono/node-server'

import type { StartAgent } from '../../agent/agent.ts'
import type { LabService } from '../../service.ts'
import { createAgents } from './agents.ts'
import { createApp } from './app.ts'
import type { LogLine } from './hosted.ts'
import type { AuthMode } from './identity.ts'
import { readManifest } from './manifest.ts'
import { createSessions } from './sessions.ts'
import { createTasks } from './tasks.ts'
import type { World } from './world.ts'

export interface KagentOptions {
  startAgent: StartAgent
  /** What agent cards give as the address; kagent's own default, wrong behind any port-forward. */
  baseUrl?: string
  auth?: AuthMode
  /** Resources `Agent` that somebody made by hand; one by default. */
  agents?: readonly unknown[]
  clock?: () => number
}

export interface Kagent extends LabService {
  /** What an agent has written, oldest first. The controller itself has no route for it; empty when there is no such agent. */
  logs: (namespace: string, name: string, tail: number) => LogLine[]
  /** Forgets every session and task, and brings the first agents back. */
  reset(): Promise<void>
  /** Resolves when every agent has started or failed to. */
  settled(): Promise<void>
}

/** Runs on the cluster although no registry has deployed it. */
const handMade = {
  apiVersion: 'kagent.dev/v1alpha2',
  kind: 'Agent',
  metadata: { name: 'k8s-troubleshooter', namespace: 'kagent' },
  spec: {
    type: 'BYO',
    description: 'Looks into workloads that do not start, and asks before it changes anything.',
    byo: { deployment: { image: 'ghcr.io/example/k8s-troubleshooter:0.5.1' } },
  },
}

/**
 * The controller of kagent, generation B (0.9.7 to 0.10): its REST interface and, on the same port, A2A 0.3
 * and 1.0 for every agent that it keeps. All in memory.
 */
export async function createKagent(options: KagentOptions): Promise<Kagent> {
  const { startAgent, clock = Date.now, agents: first = [handMade] } = options
  const world: World = {
    agents: createAgents(startAgent, clock),
    sessions: createSessions(clock),
    tasks: createTasks(),
    feedback: [],
    auth: options.auth ?? { mode: 'unsecure' },
    baseUrl: options.baseUrl ?? 'http://127.0.0.1:8083',
    clock,
  }
  const begin = () => first.forEach((agent) => world.agents.create(readManifest(agent)))
  begin()
  const app = createApp(world)
  return {
    handler: getRequestListener(app.fetch),
    logs: (namespace, name, tail) => world.agents.get(namespace, name)?.lines.slice(-tail) ?? [],
    settled: async () => void (await Promise.all(world.agents.list().map((one) => one.settled))),
    reset: async () => {
      await world.agents.clear()
      world.sessions.clear()
      world.tasks.clear()
      world.feedback.length = 0
      begin()
    },
    close: () => world.agents.clear(),
  }
}
