import type { Dispatcher } from 'undici'

import { isFailure, isRequest, isSuccess, type RpcMessage } from '../core/jsonrpc.ts'
import { Refused, type Reply } from '../core/reply.ts'
import { openSession, type UpstreamSession } from '../core/upstream.ts'
import { forwarded } from '../core/upstreamHeaders.ts'
import type { Call } from './call.ts'
import { codes, mcpError, sendError } from './errors.ts'
import { methodOf } from './methods.ts'
import { handshakeVersion } from './protocol.ts'
import { passOn, relay, send } from './relay.ts'
import { version } from './version.ts'

/**
 * `sessionRouting: Stateless`: each POST stands alone. Towards the upstream a legacy message is preceded
 * by a handshake of the gateway's own and followed by DELETE where that opened a session; the rules are
 * asked after the handshake (agentgateway 75b4e6c, mcp/session.rs). A modern request goes as it is.
 * @throws Refused
 */
export async function stateless(
  call: Call,
  message: RpcMessage,
  dispatcher: Dispatcher,
): Promise<Reply> {
  const { exchange, target, era } = call
  if (era === 'modern') refuseUnknownMethod(call, message)
  const headers = forwarded(exchange.headers)
  if (era === 'legacy') {
    // They describe the client's message, not the handshake that goes first.
    delete headers['mcp-method']
    delete headers['mcp-name']
  }
  const session = openSession({ url: target.url, headers, signal: exchange.signal, dispatcher })
  exchange.signal.addEventListener('abort', () => void session.end(), { once: true })
  if (era === 'modern') return relay(call, session, message)
  if (isRequest(message) && message.method === 'initialize')
    return relay(call, session, withoutServerRequests(message))
  await handshake(call, session)
  return relay(call, session, message)
}

function refuseUnknownMethod({ era, exchange }: Call, message: RpcMessage): void {
  if (!isRequest(message) || methodOf(message.method, era) !== undefined) return
  exchange.record['mcp.method.name'] = message.method
  throw mcpError(404, message.id, codes.methodNotFound, `method not found: ${message.method}`)
}

/** The handshake's id is 0; where it fails, the client gets that id, not its own. */
async function handshake(call: Call, session: UpstreamSession): Promise<void> {
  const protocolVersion = call.exchange.headers.get('mcp-protocol-version') ?? handshakeVersion
  const clientInfo = { name: 'agentgateway', version }
  const answer = await send(call, session, {
    jsonrpc: '2.0',
    id: 0,
    method: 'initialize',
    params: { protocolVersion, capabilities: {}, clientInfo },
  })
  if (answer.kind === 'http') throw new Refused(passOn(answer))
  if (answer.kind === 'messages') await untilAnswered(answer.messages)
  const noted = await send(call, session, { jsonrpc: '2.0', method: 'notifications/initialized' })
  if (noted.kind === 'http') throw new Refused(passOn(noted))
}

/** @throws Refused where the stream breaks, or ends, before the answer to the handshake */
async function untilAnswered(messages: AsyncIterable<RpcMessage>): Promise<void> {
  let why = 'the stream ended before the answer'
  try {
    for await (const message of messages) if (isSuccess(message) || isFailure(message)) return
  } catch (error) {
    why = error instanceof Error ? error.message : String(error)
  }
  throw sendError(0, `http upstream error: ${why}`)
}

/** A stateless gateway cannot route a server's request back, so it does not offer to. */
function withoutServerRequests(
  message: RpcMessage & { method: string; params?: unknown },
): RpcMessage {
  const { params } = message
  if (typeof params !== 'object' || params === null) return message
  const capabilities: unknown = Reflect.get(params, 'capabilities')
  if (typeof capabilities !== 'object' || capabilities === null) return message
  const kept = Object.entries(capabilities).filter(
    ([name]) => !['roots', 'sampling', 'elicitation'].includes(name),
  )
  return { ...message, params: { ...params, capabilities: Object.fromEntries(kept) } }
}
