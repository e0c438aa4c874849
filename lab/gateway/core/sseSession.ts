import { type Dispatcher, request } from 'undici'

import { isRequest, type RpcMessage } from './jsonrpc.ts'
import { eventsOf, type StreamEvent } from './sse.ts'
import { type SseConnection, sortEvents } from './sseConnection.ts'
import type { UpstreamSession, Via } from './upstream.ts'
import { type UpstreamAnswer, UpstreamFailure } from './upstreamAnswer.ts'
import { UpstreamClosed } from './upstreamClosed.ts'
import { passedBack } from './upstreamHeaders.ts'

type Refusal = Extract<UpstreamAnswer, { kind: 'http' }>

interface Connected {
  readonly kind: 'connected'
  readonly connection: SseConnection
  /** Where messages are posted. */
  readonly endpoint: URL
}

/**
 * Speaks HTTP with SSE (MCP 2024-11-05, transports) to one target: one event stream, opened with the first
 * message and kept until `end`. Its sessions cannot be taken up again, so they have no id.
 */
export function openSseSession({
  url,
  dispatcher,
}: {
  url: URL
  dispatcher: Dispatcher
}): UpstreamSession {
  const ended = new AbortController()
  const giveUp = (): void => ended.abort()
  let connecting: Promise<Connected | Refusal> | undefined

  const call = (
    options: { url: URL; method: 'GET' | 'POST'; headers: Record<string, string>; body?: string },
    signal: AbortSignal,
  ): Promise<Dispatcher.ResponseData> =>
    request(options.url, { ...options, dispatcher, signal }).catch((error: unknown) => {
      const why = error instanceof Error ? error.message : String(error)
      throw new UpstreamFailure(`http request failed: upstream call failed: ${why}`)
    })

  const connect = async ({ headers, signal }: Via): Promise<Connected | Refusal> => {
    // Until it stands, whoever asked for the connection can give it up too; afterwards it is the session's.
    signal.addEventListener('abort', giveUp, { once: true })
    try {
      const asked = { ...headers, accept: 'text/event-stream' }
      const answer = await call({ url, method: 'GET', headers: asked }, ended.signal)
      if (isRefusal(answer)) return refusal(answer)
      const events = await eventStream(answer)
      return {
        kind: 'connected',
        endpoint: resolveEndpoint(await firstEndpoint(events), url),
        connection: sortEvents(events),
      }
    } finally {
      signal.removeEventListener('abort', giveUp)
    }
  }

  /** @throws UpstreamClosed where the session's connection is gone */
  const connected = async (via: Via): Promise<Connected | Refusal> => {
    if (ended.signal.aborted) throw new UpstreamClosed('send')
    connecting ??= connect(via)
    try {
      const answer = await connecting
      if (answer.kind === 'http') connecting = undefined
      else if (!answer.connection.isOpen()) throw new UpstreamClosed('send')
      return answer
    } catch (error) {
      if (!(error instanceof UpstreamClosed)) connecting = undefined
      throw error
    }
  }

  return {
    id: () => undefined,
    send: async (message, via) => {
      const answer = await connected(via)
      if (answer.kind === 'http') return answer
      const { connection, endpoint } = answer
      // Before it is sent: the answer may be on the stream sooner than the server's 202.
      const given = isRequest(message) ? connection.answerTo(message.id, via.signal) : undefined
      const headers = { ...via.headers, 'content-type': 'application/json' }
      try {
        const posted = await call(
          { url: endpoint, method: 'POST', headers, body: JSON.stringify(message) },
          AbortSignal.any([via.signal, ended.signal]),
        )
        if (!isRefusal(posted)) {
          await posted.body.dump()
          return given ? { kind: 'messages', messages: once(given) } : { kind: 'accepted' }
        }
        if (isRequest(message)) connection.forget(message.id)
        return refusal(posted)
      } catch (error) {
        if (isRequest(message)) connection.forget(message.id)
        throw error
      }
    },
    listen: async (via) => {
      const answer = await connected(via)
      if (answer.kind === 'http') return answer
      return { kind: 'messages', messages: answer.connection.listen(via.signal) }
    },
    end: () => {
      ended.abort()
      return Promise.resolve()
    },
  }
}

const isRefusal = ({ statusCode }: Dispatcher.ResponseData): boolean =>
  statusCode < 200 || statusCode > 299

const refusal = ({ statusCode, headers, body }: Dispatcher.ResponseData): Refusal => ({
  kind: 'http',
  status: statusCode,
  headers: passedBack(headers),
  body,
})

async function eventStream({
  headers,
  body,
}: Dispatcher.ResponseData): Promise<AsyncIterator<StreamEvent>> {
  const type = String(headers['content-type'] ?? '')
  if (type.startsWith('text/event-stream')) return eventsOf(body)[Symbol.asyncIterator]()
  await body.dump()
  throw new UpstreamFailure(`http request failed: unexpected content type: ${type || 'none'}`)
}

/** The first event that is called so; what comes before it is dropped. */
async function firstEndpoint(events: AsyncIterator<StreamEvent>): Promise<string> {
  for (;;) {
    const step = await events.next().catch(() => undefined)
    if (step === undefined || step.done === true)
      throw new UpstreamFailure('http request failed: unexpected empty stream')
    if (step.value.event === 'endpoint') return step.value.data
  }
}

/**
 * A query goes onto the stream's own path, anything else is a path of the target (agentgateway 75b4e6c,
 * mcp/upstream/sse.rs). The host is always the target's, whatever the server writes: the request carries
 * the client's headers.
 */
function resolveEndpoint(written: string, stream: URL): URL {
  const { pathname, search } =
    URL.parse(written) ?? new URL(/^[?/]/.test(written) ? written : `/${written}`, stream)
  return new URL(`${pathname}${search}`, stream.origin)
}

async function* once(message: Promise<RpcMessage>): AsyncGenerator<RpcMessage> {
  yield await message
}
