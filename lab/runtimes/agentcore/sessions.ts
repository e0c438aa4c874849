import type { MicroVm } from './microVm.ts'

/** `maxLifetime` of a runtime, which no activity extends; AgentCore's own limit of eight hours. */
const maxLifetimeMs = 8 * 60 * 60_000

/** The sessions of one runtime. */
export interface Sessions {
  /** The session's microVM: a new one where there is none, or where it has been idle or alive too long. */
  of(id: string): MicroVm
  /** False where there is no such session. */
  stop(id: string): boolean
  stopAll(why: string): void
}

/** `idleMs` is AgentCore's `idleRuntimeSessionTimeout`. What has expired goes when the next request comes. */
export function createSessions(
  start: (id: string) => MicroVm,
  idleMs: number,
  clock: () => number,
): Sessions {
  const running = new Map<string, MicroVm>()
  const end = (id: string, why: string) => {
    running.get(id)?.end(why)
    return running.delete(id)
  }
  const sweep = () => {
    const now = clock()
    for (const [id, microVm] of running) {
      const idle = now - (microVm.idleSince() ?? now)
      if (idle >= idleMs) end(id, `idle for ${Math.round(idle / 1_000)} s, terminated`)
      else if (now - microVm.startedAt >= maxLifetimeMs)
        end(id, 'maximum lifetime reached, terminated')
    }
  }
  return {
    of: (id) => {
      sweep()
      const known = running.get(id)
      if (known) return known
      const started = start(id)
      running.set(id, started)
      return started
    },
    stop: (id) => {
      sweep()
      return end(id, 'stopped by StopRuntimeSession')
    },
    stopAll: (why) => {
      for (const id of running.keys()) end(id, why)
    },
  }
}
