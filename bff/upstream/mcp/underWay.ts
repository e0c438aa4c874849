import type { Patience } from './patience.ts'

/** A request that has been sent and is not answered yet. */
export interface UnderWay {
  /** By `lineageOf`. */
  signIn: string
  gateway: string
  persona: string
  /** JSON-RPC id that it went out with last. */
  id: number
  /** The caller's own name for it, which is its progress token too. */
  call?: string
  patience: Patience
  /** Aborted when it is over. */
  over: AbortSignal
}

export interface CallsUnderWay {
  /** Answers what to call when it is over. */
  enter(one: Omit<UnderWay, 'over'>): { entry: UnderWay; leave: () => void }
  named(whose: Pick<UnderWay, 'signIn' | 'gateway'>, call: string): UnderWay | undefined
  /** All that a sign-in waits for. */
  of(signIn: string): UnderWay[]
  /** The one that a persona waits for at a gateway; undefined where there are several, or none. */
  only(whose: Pick<UnderWay, 'signIn' | 'gateway' | 'persona'>): UnderWay | undefined
}

/** Knows what is under way, so that what comes on another stream finds the call that it belongs to. */
export function createUnderWay(): CallsUnderWay {
  const all = new Set<UnderWay>()
  return {
    enter(one) {
      const done = new AbortController()
      const entry = { ...one, over: done.signal }
      all.add(entry)
      return {
        entry,
        leave() {
          all.delete(entry)
          entry.patience.over()
          done.abort()
        },
      }
    },
    named: ({ signIn, gateway }, call) =>
      [...all].find((one) => one.call === call && one.signIn === signIn && one.gateway === gateway),
    of: (signIn) => [...all].filter((one) => one.signIn === signIn),
    only({ signIn, gateway, persona }) {
      const found = [...all].filter(
        (one) => one.signIn === signIn && one.gateway === gateway && one.persona === persona,
      )
      return found.length === 1 ? found[0] : undefined
    },
  }
}
