import { failureCode } from '../failure.ts'
import type { Pools } from '../http.ts'
import { maskLiterals } from '../redact.ts'
import type { Recorder } from '../types.ts'
import { type RpcAnswer, rpcAnswer, type RpcHeard, rpcHeard } from '../wire.ts'
import { type EventStream, openEventStream } from './eventStream.ts'
import { type McpAnswer, type McpPost, mcpPost } from './post.ts'

/** One connection of HTTP with SSE (MCP 2024-11-05, transports): answers come on the stream of a GET. */
export interface SseLine {
  /** What the server names the session by, out of the address that it gave. */
  id: string
  readonly closed: boolean
  /** Sends a message there and waits for its answer on the stream; for none where the message has no id. */
  ask(post: Omit<McpPost, 'url'>): Promise<McpAnswer>
  close(): void
}

export interface SseOpening {
  gateway: string
  url: URL
  persona: string
  owner: string
  token: string
  /** Milliseconds until the stream is there and says where to send messages. */
  deadline: number
  hear: (heard: RpcHeard, exchange: string) => void
  /** Called once, when the stream is over. */
  ended: () => void
}

interface Parts {
  pools: Pools
  recorder: Recorder
  clock: () => number
}

type Arrival = { data: string } | { failure: string }

/** The line, or what came in its place. */
export async function openSseLine(parts: Parts, opening: SseOpening): Promise<SseLine | McpAnswer> {
  const { url, deadline } = opening
  const over = new AbortController()
  const sentAt = performance.now()
  const timer = setTimeout(
    () => over.abort(new DOMException('no endpoint in time', 'TimeoutError')),
    deadline,
  )
  const stream = await openEventStream(parts, {
    ...opening,
    label: 'open event stream',
    signal: over.signal,
  })
  if (!('frames' in stream)) {
    clearTimeout(timer)
    return stream
  }
  const frames = stream.frames()
  const first = await frames.next()
  clearTimeout(timer)
  const endpoint = first.done === true ? null : endpointOf(first.value, url)
  if (endpoint !== null && endpoint.origin === url.origin)
    return lineOn({ parts, opening, stream, frames, endpoint, over })
  const late = over.signal.aborted ? failureCode(over.signal.reason) : undefined
  over.abort()
  await frames.return(undefined)
  return {
    exchange: stream.exchange,
    at: stream.at,
    where: url.host,
    status: 200,
    contentType: 'text/event-stream',
    headers: stream.headers,
    body: '',
    message: null,
    ms: Math.round(performance.now() - sentAt),
    failure: endpoint === null ? (late ?? 'NO_ENDPOINT') : 'FOREIGN_ENDPOINT',
  }
}

/** Characters; servers take no longer request lines. */
const longestEndpoint = 8_192

/** mcp-proxy 0.0.3 gives a query alone, most servers a path. */
function endpointOf({ event, data }: { event?: string; data: string }, base: URL): URL | null {
  if (event !== 'endpoint' || data.length > longestEndpoint) return null
  return URL.canParse(data, base.href) ? new URL(data, base) : null
}

interface Line {
  parts: Parts
  opening: SseOpening
  stream: EventStream
  frames: ReturnType<EventStream['frames']>
  endpoint: URL
  over: AbortController
}

function lineOn({ parts, opening, stream, frames, endpoint, over: ending }: Line): SseLine {
  const { searchParams, pathname } = endpoint
  // the TypeScript and Python SDKs' names for it
  const name = searchParams.get('sessionId') ?? searchParams.get('session_id')
  const waiting = new Map<string | number, (arrival: Arrival) => void>()
  let closed = false

  async function listen(): Promise<void> {
    try {
      for await (const { data } of frames) {
        const heard = rpcHeard(data)
        if (heard !== null) opening.hear(heard, stream.exchange)
        else arrive(rpcAnswer(data), data)
      }
    } finally {
      end()
    }
  }

  function end(): void {
    if (closed) return
    closed = true
    for (const tell of waiting.values()) tell({ failure: 'ECONNRESET' })
    opening.ended()
  }

  function arrive(message: RpcAnswer | null, data: string): void {
    if (message === null) return
    const { id } = message
    const known = typeof id === 'string' || typeof id === 'number' ? waiting.get(id) : undefined
    // an answer without an id can only be meant for the one who waits; one that nobody waits for any more is late
    const nameless = id === undefined || id === null
    const [only] = nameless && waiting.size === 1 ? waiting.values() : []
    ;(known ?? only)?.({ data })
  }

  async function ask(post: Omit<McpPost, 'url'>): Promise<McpAnswer> {
    // an answer to the server has an id of the server's own
    const id = 'method' in post.message ? post.message.id : undefined
    const began = performance.now()
    const over = new AbortController()
    const arrival = new Promise<Arrival>((resolve) => {
      if (id === undefined) return
      if (closed) return resolve({ failure: 'ECONNRESET' })
      waiting.set(id, resolve)
      const giveUp = (signal: AbortSignal) => () => resolve({ failure: failureCode(signal.reason) })
      const { signal } = post
      signal?.addEventListener('abort', giveUp(signal), { once: true, signal: over.signal })
    })
    try {
      const sent = await mcpPost(parts, { ...post, url: endpoint })
      const taken = sent.status !== null && sent.status < 300
      if (!taken || sent.message !== null || id === undefined) return sent
      const came = await arrival
      const ms = Math.round((performance.now() - began) * 10) / 10
      const answer = { ...sent, ms, contentType: 'text/event-stream' }
      if ('failure' in came) return { ...answer, failure: came.failure }
      const data = maskLiterals(came.data, [post.token, name ?? undefined])
      return { ...answer, message: rpcAnswer(data), body: frameOf(data) }
    } finally {
      if (id !== undefined) waiting.delete(id)
      over.abort()
    }
  }

  // nothing that a server says may end more than its own stream
  void listen().catch(end)
  return {
    id: name ?? pathname,
    get closed() {
      return closed
    },
    ask,
    close() {
      ending.abort()
      end()
    },
  }
}

const frameOf = (data: string) => `event: message\ndata: ${data.replaceAll('\n', '\ndata: ')}\n\n`
