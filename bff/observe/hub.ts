import { LRUCache } from 'lru-cache'

import type { BffEvent } from '../contract.ts'

/** Who listens: one open event stream of one sign-in. @public It is named in types that leave this file. */
export interface Listener {
  subject: string
  signIn: string
  /** Of the operator. */
  groups?: readonly string[]
  send(event: BffEvent): void
}

/** Whom an event is for: the listeners that match every field given. */
interface Audience {
  subject?: string
  signIn?: string
  may?: (listener: Listener) => boolean
}

/** Tells the open event streams of this process what happened. Nothing is kept: a stream that opens later asks. */
export interface Hub {
  /** Reaches all listeners where nothing is said of whom it is for. */
  publish(event: BffEvent, to?: Audience): void
  /** Answers the function that ends it. */
  subscribe(listener: Listener): () => void
  /** A sign-in has a new id: its open streams follow it. */
  moved(from: string, to: string): void
  /** The id that a sign-in has by now; its own where it has not moved. */
  idNow(signIn: string): string
  /** The sign-ins that listen at this moment. */
  signIns(): string[]
}

/** Whoever asks for an older one reads its page again. */
const mostMoves = 1_000

export function createHub(): Hub {
  const listeners = new Set<Listener>()
  const moves = new LRUCache<string, string>({ max: mostMoves })
  return {
    publish(event, to = {}) {
      for (const listener of listeners) {
        if (to.subject !== undefined && to.subject !== listener.subject) continue
        if (to.signIn !== undefined && to.signIn !== listener.signIn) continue
        if (to.may?.(listener) === false) continue
        listener.send(event)
      }
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    moved(from, to) {
      for (const listener of listeners) if (listener.signIn === from) listener.signIn = to
      moves.set(from, to)
    },
    idNow(signIn) {
      const next = moves.get(signIn)
      return next === undefined || next === signIn ? signIn : this.idNow(next)
    },
    signIns: () => [...new Set([...listeners].map(({ signIn }) => signIn))],
  }
}
