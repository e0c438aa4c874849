import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'

import type { Store } from './store/contract.ts'

/** Longer than a refresh and a mint after it take at most. */
const leaseMs = 15_000
const waitMs = 5_000
const pollMs = 15

export interface Flight<T> {
  key: string
  /** What is wanted, when it is there already; read from the store. */
  ready: () => Promise<T | undefined>
  /** Gets it. Runs once, whoever asks, in however many processes. */
  work: () => Promise<T>
  /** Somebody else has held the lease for too long. */
  gaveUp: () => Error
}

/**
 * One piece of work for everybody who wants its result: within the process by sharing a promise, across
 * processes by a lease in the store. Whoever waits leaves as soon as the result is there.
 */
export function createSingleFlight(store: Store, clock: () => number) {
  const flying = new Map<string, Promise<unknown>>()

  async function fly<T>({ key, ready, work, gaveUp }: Flight<T>): Promise<T> {
    const found = await ready()
    if (found !== undefined) return found
    const owner = randomUUID()
    const until = performance.now() + waitMs
    while (!(await store.lease(key, owner, leaseMs, clock()))) {
      if (performance.now() > until) throw gaveUp()
      await pause(pollMs)
      const done = await ready()
      if (done !== undefined) return done
    }
    try {
      return (await ready()) ?? (await work())
    } finally {
      await store.release(key, owner)
    }
  }

  return <T>(flight: Flight<T>): Promise<T> => {
    const running = flying.get(flight.key)
    if (running) return running as Promise<T> // one key is asked for one kind of result
    const started = fly(flight).finally(() => flying.delete(flight.key))
    flying.set(flight.key, started)
    return started
  }
}
