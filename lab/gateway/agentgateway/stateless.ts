import { isFailure, isRequest, isSuccess, type RpcMessage } from '../core/jsonrpc.ts'
import type { Reply } from '../core/reply.ts'
import { whyFailed } from '../core/upstreamAnswer.ts'
import { forwarded } from '../core/upstreamHeaders.ts'
import type { Call } from './call.ts'
import { dispatch } from './dispatch.ts'
import { codes, invalidRequest, mcpError, sendError } from './errors.ts'
import { methodOf } from './methods.ts'
import { handshakeVersion } from './protocol.ts'
import { fanOut, notifyAll, type Opened } from './relay/fanOut.ts'
import { needsListing, NoSuchName, splitName } from './relay/naming.ts'
import { createRelay, type Upstream, upstreamOf } from './relay/relay.ts'
import type { Backing } from './session/backing.ts'

/**
 * `sessionRouting: Stateless`: each POST stands alone. Towards the targets a legacy message is preceded
 * by a handshake of the gateway's own and followed by DELETE where that opened a session; the rules are
 * asked after the handshake (agentgateway 75b4e6c, mcp/session.rs). A modern request goes as it is,
 * whatever the routing.
 * @throws Refused
 */
export async function stateless(backing: Backing, message: RpcMessage): Promise<Reply> {
  const { exchange, route, dispatcher, sessions: _kept, legacy: _legacy, ...rest } = backing
  if (backing.era === 'modern') refuseUnknownMethod(backing, message)
  const call: Call = { exchange, route, relay: createRelay(route.backend, dispatcher), ...rest }
  const headers = forwarded(exchange.headers)
  const end = () => void call.relay.upstreams.map(({ session }) => session.end(headers))
  exchange.signal.addEventListener('abort', end, { once: true })
  const opens = isRequest(message) && message.method === 'initialize'
  if (call.era === 'legacy' && !opens) await handshake(call, message)
  return dispatch(call, message)
}

function refuseUnknownMethod(
  { era, exchange }: Pick<Call, 'era' | 'exchange'>,
  message: RpcMessage,
): void {
  if (!isRequest(message) || methodOf(message.method, era) !== undefined) return
  exchange.record['mcp.method.name'] = message.method
  throw mcpError(404, message.id, codes.methodNotFound, `method not found: ${message.method}`)
}

/** The handshake's id is 0; where it fails, the client gets that id, not its own. */
async function handshake(call: Call, message: RpcMessage): Promise<void> {
  const upstreams = concerned(call, message)
  const protocolVersion = call.exchange.headers.get('mcp-protocol-version') ?? handshakeVersion
  const clientInfo = { name: 'agentgateway', version: call.exchange.release.version }
  const params = { protocolVersion, capabilities: {}, clientInfo }
  const request = { jsonrpc: '2.0', id: 0, method: 'initialize', params } as const
  await allAnswered(call, await fanOut(call, request, upstreams))
  await notifyAll(call, { jsonrpc: '2.0', method: 'notifications/initialized' }, upstreams)
}

/** A call that names its target in front concerns only that one. @throws Refused where it names none */
function concerned(call: Call, message: RpcMessage): readonly Upstream[] {
  const { relay } = call
  const named = ['tools/call', 'prompts/get']
  if (!isRequest(message) || !named.includes(message.method) || needsListing(relay))
    return relay.upstreams
  const name = message.params?.['name']
  if (typeof name !== 'string') return relay.upstreams
  const target = targetOf(call, message.id, name)
  const upstream = upstreamOf(relay, target)
  if (upstream === undefined) throw invalidRequest('legacy', 0, `unknown service ${target}`)
  return [upstream]
}

function targetOf({ relay }: Call, id: string | number, name: string): string {
  try {
    return splitName(relay, name).target
  } catch (error) {
    if (!(error instanceof NoSuchName)) throw error
    throw invalidRequest('legacy', id, error.message)
  }
}

/** @throws Refused where a stream breaks, or ends, before the answer to the handshake, and that matters */
async function allAnswered({ relay }: Call, opened: readonly Opened[]): Promise<void> {
  const settled = await Promise.allSettled(opened.map(({ messages }) => answered(messages)))
  const failed = settled.find((item) => item.status === 'rejected')
  if (failed === undefined) return
  const all = settled.every((item) => item.status === 'rejected')
  if (!all && relay.backend.failureMode === 'FailOpen') return
  throw sendError(0, whyFailed(failed.reason))
}

async function answered(messages: AsyncIterable<RpcMessage>): Promise<void> {
  for await (const message of messages) if (isSuccess(message) || isFailure(message)) return
}
