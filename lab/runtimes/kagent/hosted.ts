import type { Agent, StartAgent } from '../../agent/agent.ts'
import { type AgentManifest, agentId, envOf, imageOf } from './manifest.ts'

/** As many lines as are kept of an agent's output. */
const keptLines = 10_000

export interface LogLine {
  /** RFC 3339. */
  timestamp: string
  stream: 'stdout' | 'stderr'
  line: string
}

/** An agent that the controller keeps running: its resource, and what stands for its pod. */
export interface Hosted {
  manifest: AgentManifest
  readonly id: string
  readonly lines: LogLine[]
  /** Aborted when the pod goes; its runs end with it. */
  readonly gone: AbortSignal
  /** Once it has started. */
  agent(): Agent | undefined
  /** Why it could not start. */
  failure(): string | undefined
  /** Resolves when it has started or failed to. */
  settled: Promise<void>
  log(line: string, stream?: LogLine['stream']): void
  stop(): Promise<void>
}

/** Starts an agent in the background, as a pod starts after its resource was accepted. */
export function host(
  manifest: AgentManifest,
  startAgent: StartAgent,
  clock: () => number,
  lines: LogLine[] = [],
): Hosted {
  const { name, namespace } = manifest.metadata
  const ending = new AbortController()
  let agent: Agent | undefined
  let failure: string | undefined

  const log: Hosted['log'] = (line, stream = 'stdout') => {
    lines.push({ timestamp: new Date(clock()).toISOString(), stream, line })
    if (lines.length > keptLines) lines.shift()
  }
  const env = envOf(manifest)
  log(`starting ${name} in namespace ${namespace}`)
  log(`image ${imageOf(manifest) ?? 'none, declared'}`)
  // Names alone: values of env may be secrets, and logs are read by more people than specs.
  log(`environment: ${Object.keys(env).toSorted().join(', ') || 'none'}`)

  const start = async () => {
    try {
      const { description } = manifest.spec
      const started = await startAgent({ name, description, env }, (line) => log(line))
      if (ending.signal.aborted) return await started.close()
      agent = started
      log(`started, model ${started.model}`)
    } catch (cause) {
      failure = cause instanceof Error ? cause.message : String(cause)
      log(`cannot start: ${failure}`, 'stderr')
    }
    return undefined
  }
  const settled = start()
  return {
    manifest,
    id: agentId(namespace, name),
    lines,
    gone: ending.signal,
    agent: () => agent,
    failure: () => failure,
    settled,
    log,
    stop: async () => {
      log('SIGTERM received, shutting down')
      ending.abort()
      await settled
      await agent?.close()
    },
  }
}
