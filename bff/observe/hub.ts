import type { BffEvent } from '../contract.ts'

/** Who listens: one open event stream of one sign-in. */
export interface Listener {
  subject: string
  signIn: string
  send(event: BffEvent): void
}

/** Tells the open event streams of this process what happened. Nothing is kept: a stream that opens later asks. */
export interface Hub {
  /** Reaches the listeners that match every field given; with none given, all of them. */
  publish(event: BffEvent, to?: { subject?: string; signIn?: string }): void
  /** Answers the function that ends it. */
  subscribe(listener: Listener): () => void
  /** A sign-in has a new id: its open streams follow it. */
  moved(from: string, to: string): void
  /** The sign-ins that listen at this moment. */
  signIns(): string[]
}

export function createHub(): Hub {
  const listeners = new Set<Listener>()
  return {
    publish(event, to = {}) {
      for (const listener of listeners) {
        if (to.subject !== undefined && to.subject !== listener.subject) continue
        if (to.signIn !== undefined && to.signIn !== listener.signIn) continue
        listener.send(event)
      }
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    moved(from, to) {
      for (const listener of listeners) if (listener.signIn === from) listener.signIn = to
    },
    signIns: () => [...new Set([...listeners].map(({ signIn }) => signIn))],
  }
}
