import { randomUUID } from 'node:crypto'

import { type McpBackend, qualified } from '../../core/model.ts'
import type { Relay } from '../relay/relay.ts'

/** A session over HTTP with SSE: it lives as long as its client's stream. */
export interface LegacyStream {
  readonly id: string
  readonly relay: Relay
  /** Fires when the client leaves its stream. */
  readonly signal: AbortSignal
  /** What the client reads: everything said, in the order in which it is said. */
  readonly spoken: AsyncIterable<string>
  /** Says framed text; to a client that has left, nothing. */
  readonly say: (text: string) => void
}

/** The sessions of this kind that are open now. */
export interface LegacyStreams {
  readonly open: (relay: Relay, signal: AbortSignal) => LegacyStream
  /** One of a backend, or undefined: an id of another backend is as good as unknown. */
  readonly find: (id: string, backend: McpBackend) => LegacyStream | undefined
}

export function createLegacyStreams(): LegacyStreams {
  const live = new Map<string, LegacyStream>()
  return {
    open: (relay, signal) => {
      const stream = { id: randomUUID(), relay, signal, ...createChannel(signal) }
      live.set(stream.id, stream)
      signal.addEventListener('abort', () => live.delete(stream.id), { once: true })
      return stream
    },
    find: (id, backend) => {
      const found = live.get(id)
      if (found?.relay.backend.kind !== backend.kind) return undefined
      return qualified(found.relay.backend.name) === qualified(backend.name) ? found : undefined
    },
  }
}

/** Not bounded: what waits for a client that does not read is what the client itself has asked for. */
function createChannel(signal: AbortSignal): Pick<LegacyStream, 'spoken' | 'say'> {
  let controller: ReadableStreamDefaultController<string> | undefined
  const spoken = new ReadableStream<string>({
    start: (given) => {
      controller = given
    },
  })
  const close = (): void => {
    controller?.close()
    controller = undefined
  }
  signal.addEventListener('abort', close, { once: true })
  return { spoken, say: (text) => controller?.enqueue(text) }
}
