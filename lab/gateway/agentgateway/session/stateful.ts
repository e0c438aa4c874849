import { isRequest, type RpcMessage } from '../../core/jsonrpc.ts'
import type { Reply } from '../../core/reply.ts'
import { forwarded } from '../../core/upstreamHeaders.ts'
import type { Call } from '../call.ts'
import { dispatch } from '../dispatch.ts'
import { mcpText } from '../errors.ts'
import { createRelay } from '../relay/relay.ts'
import { type Backing, sessionHeader } from './backing.ts'
import { listenAll, streamId } from './listenAll.ts'
import { notFound } from './sessions.ts'

/**
 * `sessionRouting: Stateful`, a message: `initialize` opens a session on every target and answers with
 * the id that stands for all of them; whatever comes with that id goes on there, in this process or
 * another. The id is bound to the backend and not to a user: the rules are asked each time.
 * @throws Refused
 */
export async function stateful(
  { exchange, route, dispatcher, sessions, legacy: _legacy, ...rest }: Backing,
  message: RpcMessage,
): Promise<Reply> {
  const id = exchange.headers.get(sessionHeader)
  if (id !== null) {
    const relay = sessions.resume(id, route.backend)
    exchange.record['mcp.session.id'] = id
    return dispatch({ exchange, route, relay, ...rest }, message)
  }
  if (!isRequest(message) || message.method !== 'initialize')
    throw mcpText(
      exchange.release.noSessionStatus,
      'session header is required for non-initialize requests',
    )
  const call: Call = { exchange, route, relay: createRelay(route.backend, dispatcher), ...rest }
  const reply = await dispatch(call, message).catch((error: unknown) => {
    // What was opened on some of the targets is nobody's session.
    for (const { session } of call.relay.upstreams) void session.end(forwarded(exchange.headers))
    throw error
  })
  const issued = sessions.keep(call.relay)
  exchange.record['mcp.session.id'] = issued
  return { ...reply, headers: { ...reply.headers, [sessionHeader]: issued } }
}

/** GET: what the servers of a session say by themselves. It does not resume. @throws Refused */
export async function stream(backing: Backing): Promise<Reply> {
  const { exchange, route, sessions, dispatcher: _pool, legacy: _legacy, ...rest } = backing
  if (!exchange.headers.get('accept')?.includes('text/event-stream'))
    throw mcpText(406, 'client must accept text/event-stream')
  const id = exchange.headers.get(sessionHeader)
  if (id === null) throw mcpText(400, 'session ID is required')
  const relay = sessions.find(id, route.backend)
  if (relay === undefined) throw notFound()
  exchange.record['mcp.session.id'] = id
  return listenAll({ exchange, route, relay, ...rest }, streamId)
}

/** DELETE: ends a session on every target. One that does not live here is as good as ended. @throws Refused */
export async function end({ exchange, route, sessions }: Backing): Promise<Reply> {
  const id = exchange.headers.get(sessionHeader)
  if (id === null) throw mcpText(400, 'session ID is required')
  const relay = sessions.find(id, route.backend)
  if (relay !== undefined) {
    sessions.forget(id)
    exchange.record['mcp.session.id'] = id
    const headers = forwarded(exchange.headers)
    await Promise.all(relay.upstreams.map(({ session }) => session.end(headers)))
  }
  return { status: 202, headers: {} }
}
