import { setTimeout as after } from 'node:timers/promises'

/** Lets one at a time through for each name, the others in their order. */
export interface Turns {
  /** Answers what gives the turn back, or null when it did not come within that many milliseconds. */
  take(name: string, within: number): Promise<(() => void) | null>
}

export function createTurns(): Turns {
  const last = new Map<string, Promise<unknown>>()
  return {
    async take(name, within) {
      const before = last.get(name) ?? Promise.resolve()
      const mine = Promise.withResolvers<void>()
      last.set(
        name,
        before.then(() => mine.promise),
      )
      const waiting = new AbortController()
      const came = await Promise.race([
        before.then(() => true),
        after(within, false, { signal: waiting.signal, ref: false }).catch(() => false),
      ])
      waiting.abort()
      if (came) return mine.resolve
      mine.resolve()
      return null
    },
  }
}
