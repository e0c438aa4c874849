import type { RpcFailure, RpcId, RpcSuccess } from '../core/jsonrpc.ts'
import type { Call } from './call.ts'
import { sendError } from './errors.ts'
import { isMultiplexing, upstreamOf } from './relay/relay.ts'
import { send } from './relay/send.ts'

/**
 * Takes a client's answer back to the server that asked, under the server's own id. An answer to nothing
 * known goes to the only target as it is; with several it is refused, or dropped where it names no request
 * (agentgateway acbd7f5dd, mcp/handler.rs). Earlier releases refuse all of them with 500.
 * @throws Refused
 */
export async function answerServer(call: Call, answer: RpcSuccess | RpcFailure): Promise<void> {
  const { relay } = call
  if (!call.exchange.release.takesAnswers)
    throw sendError(undefined, 'invalid request: unsupported message type')
  const id = answer.id ?? undefined
  if (id === undefined && isMultiplexing(relay)) return
  const asked = id === undefined ? undefined : relay.pending.take(id)
  if (asked === undefined && id !== undefined && isMultiplexing(relay)) throw unknown(id)
  const upstream = asked === undefined ? relay.upstreams[0] : upstreamOf(relay, asked.target)
  if (upstream !== undefined)
    await send(call, upstream, asked === undefined ? answer : { ...answer, id: asked.id })
}

/** The id is in the debug form of the product's language. */
const unknown = (id: RpcId) =>
  sendError(
    undefined,
    `invalid request: no upstream registered for server-initiated request id ${
      typeof id === 'number' ? `Number(${id})` : `String(${JSON.stringify(id)})`
    }`,
  )
