import { setImmediate, setTimeout } from 'node:timers/promises'

/** The time between two deltas of the offline model, and a brake that stops it mid-answer. */
export interface Pace {
  /**
   * Comes back when the next delta is due.
   * @throws the signal's reason when it is aborted while waiting
   */
  wait(signal: AbortSignal): Promise<void>
  /** Every answer stops after its next delta, until `release`. */
  hold(): void
  release(): void
}

/** A pace of `betweenMs` milliseconds between two deltas; 0 is as fast as the event loop turns. */
export function createPace(betweenMs = 12): Pace {
  let held: PromiseWithResolvers<void> | undefined
  const untilReleased = async (signal: AbortSignal): Promise<void> => {
    if (!held) return
    await untilAborted(held.promise, signal)
    // It may have been held again meanwhile.
    await untilReleased(signal)
  }
  return {
    wait: async (signal) => {
      if (betweenMs > 0) await setTimeout(betweenMs, undefined, { signal })
      else await setImmediate(undefined, { signal })
      await untilReleased(signal)
    },
    hold: () => {
      held ??= Promise.withResolvers()
    },
    release: () => {
      held?.resolve()
      held = undefined
    },
  }
}

async function untilAborted(promise: Promise<void>, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted()
  const aborted = Promise.withResolvers<never>()
  const abort = () => aborted.reject(signal.reason)
  signal.addEventListener('abort', abort, { once: true })
  try {
    await Promise.race([promise, aborted.promise])
  } finally {
    signal.removeEventListener('abort', abort)
  }
}

/**
 * `LAB_AGENT_PACE_MS`, milliseconds; undefined where it is not set.
 * @throws Error in one sentence when it is no such number
 */
export function paceMs(env: NodeJS.ProcessEnv): number | undefined {
  const value = env['LAB_AGENT_PACE_MS']
  if (value === undefined || value === '') return undefined
  const ms = Number(value)
  if (!Number.isInteger(ms) || ms < 0 || ms > 10_000)
    throw new Error(
      `LAB_AGENT_PACE_MS is "${value}"; it takes whole milliseconds between two deltas, 0 to 10000`,
    )
  return ms
}
