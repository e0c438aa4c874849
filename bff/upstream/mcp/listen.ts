import { setTimeout as pause } from 'node:timers/promises'

import { type RpcHeard, rpcHeard } from '../wire.ts'
import type { EventStream } from './eventStream.ts'

/** A GET of Streamable HTTP that stays open for what the server says by itself. */
export interface Ear {
  readonly open: boolean
  close(): void
}

export interface Listening {
  /** Opens the stream; null where the gateway would not. */
  get: (signal: AbortSignal, after?: string) => Promise<EventStream | null>
  hear: (heard: RpcHeard, exchange: string) => void
  /** Called once, when it is over. */
  ended: () => void
}

/** A stream that ends is opened again, and more slowly the shorter it was. */
const pauses = { first: 250, longest: 30_000 }
const steadyMs = 10_000

/** Null where the gateway does not open it at all. */
export async function listen({ get, hear, ended }: Listening): Promise<Ear | null> {
  const over = new AbortController()
  const first = await get(over.signal)
  if (first === null) return null
  let open = true

  async function read(stream: EventStream, after?: string): Promise<string | undefined> {
    let last = after
    for await (const { id, data } of stream.frames()) {
      if (id !== undefined) last = id
      const heard = rpcHeard(data)
      if (heard !== null) hear(heard, stream.exchange)
    }
    return last
  }

  async function keepOpen(begun: EventStream): Promise<void> {
    let stream: EventStream | null = begun
    let wait = pauses.first
    let last: string | undefined
    while (stream !== null && !over.signal.aborted) {
      const from = performance.now()
      last = await read(stream, last)
      wait = performance.now() - from > steadyMs ? pauses.first : Math.min(wait * 2, pauses.longest)
      await pause(wait, undefined, { ref: false, signal: over.signal }).catch(() => undefined)
      stream = over.signal.aborted ? null : await get(over.signal, last)
    }
    end()
  }

  function end(): void {
    if (open) ended()
    open = false
  }

  // nothing that a server says may end more than its own stream
  void keepOpen(first).catch(end)
  return {
    get open() {
      return open
    },
    close() {
      over.abort()
      end()
    },
  }
}
