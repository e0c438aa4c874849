import type { Agent, StartAgent } from '../../agent/agent.ts'
import { createContainer } from './containers/create.ts'
import { type ContainerLine, type WriteLine, createLog } from './logs.ts'
import { createMicroVm } from './microVm.ts'
import { type AgentRuntime, runtimeIdOf } from './runtime.ts'
import { type Sessions, createSessions } from './sessions.ts'
import { createThrottle } from './throttle.ts'

/** A runtime that can be invoked. */
export interface RunningRuntime {
  is: AgentRuntime
  sessions: Sessions
  write: WriteLine
  /** @throws AwsFailure ThrottlingException above the quota */
  admit(): void
  /** Its container was killed: it fails until it is revived. */
  isKilled: boolean
}

/** What the control plane of AgentCore does here, and what a test may do to a container. */
export interface RuntimeControl {
  /** Starts a runtime under its ARN; one that runs is left as it is. Rejects when the agent cannot start. */
  create(runtime: AgentRuntime): Promise<void>
  remove(arn: string): Promise<void>
  has(arn: string): boolean
  logs(arn: string, tail: number): ContainerLine[]
  /** Kills the containers of an agent, by its runtime's id or the agent's name; false when there is none. */
  kill(name: string): boolean
  revive(name: string): boolean
  reset(): Promise<void>
}

export interface Runtimes {
  find: (arn: string) => RunningRuntime | undefined
  control: RuntimeControl
}

export function createRuntimes(
  startAgent: StartAgent,
  idleMs: number,
  clock: () => number,
): Runtimes {
  const all = new Map<
    string,
    RunningRuntime & { agent: Agent; log: ReturnType<typeof createLog> }
  >()
  const starting = new Map<string, Promise<void>>()

  const start = async (is: AgentRuntime) => {
    const log = createLog(clock)
    log.write(`${runtimeIdOf(is.arn)}: ${is.protocol} container, authorizer ${is.authorizer.type}`)
    log.write(`image ${is.image}`)
    // Names alone: values may be secrets, and logs are read by more people than specs.
    log.write(`environment: ${Object.keys(is.agent.env).toSorted().join(', ') || 'none'}`)
    const agent = await startAgent(is.agent, (line) => log.write(line))
    const sessions = createSessions(
      (sessionId) =>
        createMicroVm({
          agent,
          sessionId,
          write: log.write,
          clock,
          createContainer: (parts) => createContainer(is, parts),
        }),
      idleMs,
      clock,
    )
    const admit = createThrottle(clock)
    log.write('started')
    all.set(is.arn, { is, agent, log, sessions, admit, write: log.write, isKilled: false })
  }
  const remove = async (arn: string) => {
    await starting.get(arn)
    const found = all.get(arn)
    all.delete(arn)
    found?.sessions.stopAll('runtime deleted')
    await found?.agent.close()
  }
  const reset = async () => {
    await Promise.all([...all.keys()].map(remove))
  }
  const mark = (name: string, isKilled: boolean): boolean => {
    const found = [...all.values()].filter(
      ({ is }) => is.agent.name === name || runtimeIdOf(is.arn) === name,
    )
    for (const runtime of found) {
      runtime.isKilled = isKilled
      if (!isKilled) runtime.write('container can start again')
      else {
        runtime.sessions.stopAll('container killed')
        runtime.write('container exited with code 137 (SIGKILL)', 'stderr')
      }
    }
    return found.length > 0
  }
  const create = async (runtime: AgentRuntime) => {
    if (all.has(runtime.arn)) return
    const started = starting.get(runtime.arn) ?? start(runtime)
    starting.set(runtime.arn, started)
    await started.finally(() => starting.delete(runtime.arn))
  }
  return {
    find: (arn) => all.get(arn),
    control: {
      create,
      remove,
      has: (arn) => all.has(arn),
      logs: (arn, tail) => all.get(arn)?.log.tail(tail) ?? [],
      kill: (name) => mark(name, true),
      revive: (name) => mark(name, false),
      reset,
    },
  }
}
