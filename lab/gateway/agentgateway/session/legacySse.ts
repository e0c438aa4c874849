import { isRequest, type RpcMessage } from '../../core/jsonrpc.ts'
import { type Reply } from '../../core/reply.ts'
import { forwarded } from '../../core/upstreamHeaders.ts'
import type { Call } from '../call.ts'
import { dispatch } from '../dispatch.ts'
import { mcpText } from '../errors.ts'
import { createRelay } from '../relay/relay.ts'
import { readMessage } from '../transport.ts'
import type { Backing } from './backing.ts'
import type { LegacyStream } from './legacyStreams.ts'
import { listenAll, streamId } from './listenAll.ts'
import { notFound } from './sessions.ts'

/** The one path at which clients of MCP 2024-11-05 are served (agentgateway 75b4e6c, mcp/router.rs). */
export const legacyPath = '/sse'

type Asked = Omit<Backing, 'era'>

/**
 * HTTP with SSE towards clients, whatever the session routing: GET opens a stream, POST speaks in its
 * session. Refusals answer the POST itself, which is otherwise 202, with the answer on the stream
 * (agentgateway 75b4e6c, mcp/sse.rs).
 * @throws Refused
 */
export async function legacySse(asked: Asked): Promise<Reply> {
  const { method } = asked.exchange
  if (method === 'GET') return open(asked)
  if (method === 'POST') return post(asked)
  throw mcpText(405, 'method not allowed; must be GET, POST, or DELETE')
}

function open({ exchange, route, dispatcher, legacy }: Asked): Reply {
  const relay = createRelay(route.backend, dispatcher)
  const stream = legacy.open(relay, exchange.signal)
  exchange.record['mcp.session.id'] = stream.id
  exchange.signal.addEventListener(
    'abort',
    () => {
      for (const { session } of relay.upstreams) void session.end(forwarded(exchange.headers))
    },
    { once: true },
  )
  const url = new URL(exchange.request.url ?? legacyPath, 'http://gateway')
  url.searchParams.append('sessionId', stream.id)
  stream.say(`event: endpoint\ndata: ${url.pathname}${url.search}\n\n`)
  return {
    status: 200,
    headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' },
    body: stream.spoken,
  }
}

async function post(asked: Asked): Promise<Reply> {
  const { exchange, route, legacy } = asked
  const [, query] = (exchange.request.url ?? '').split('?')
  const ids = new URLSearchParams(query).getAll('sessionId')
  const [id] = ids
  if (id === undefined || ids.length > 1)
    throw mcpText(422, 'failed to process session_id query parameter')
  const message = await readMessage(exchange)
  const stream = legacy.find(id, route.backend)
  if (stream === undefined) throw notFound()
  exchange.record['mcp.session.id'] = id

  const call = callOf(asked, stream)
  const answer = await dispatch(call, message)
  // After the first answer's headers, because a server has nothing to say before it knows its client.
  if (isInitialize(message)) void pass(await listenAll(call, streamId), stream)
  void pass(answer, stream)
  return { status: 202, headers: {} }
}

const isInitialize = (message: RpcMessage): boolean =>
  isRequest(message) && message.method === 'initialize'

/** What comes back outlives the POST, and this transport has always named its events. */
function callOf({ exchange, route, context }: Asked, { relay, signal }: LegacyStream): Call {
  const release = { ...exchange.release, namesEvents: true }
  return { exchange: { ...exchange, signal, release }, route, relay, context, era: 'legacy' }
}

/** Never fails: what breaks upstream is a frame of its own in the body. */
async function pass({ body }: Reply, { say }: LegacyStream): Promise<void> {
  if (body === undefined || typeof body === 'string') return
  const decoder = new TextDecoder()
  for await (const chunk of body) say(typeof chunk === 'string' ? chunk : decoder.decode(chunk))
}
