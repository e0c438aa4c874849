import { isFailure, isRequest, isSuccess, rpcError } from '../core/jsonrpc.ts'
import type { RpcMessage, RpcRequest } from '../core/jsonrpc.ts'
import type { Reply } from '../core/reply.ts'
import { frame } from '../core/sse.ts'
import { type UpstreamAnswer, UpstreamFailure, type UpstreamSession } from '../core/upstream.ts'
import { type Call, noteItem, permitsItem } from './call.ts'
import { codes, mcpError, requestId, sendError } from './errors.ts'
import { type Method, methodOf } from './methods.ts'
import { shapeResult } from './shapeResult.ts'

/** Sends a message over an open session after asking the rules, and frames what comes back. @throws Refused */
export async function relay(
  call: Call,
  session: UpstreamSession,
  message: RpcMessage,
): Promise<Reply> {
  if ('method' in message) call.exchange.record['mcp.method.name'] = message.method
  if (!isRequest(message)) return passOn(await send(call, session, message))
  const method = judged(call, message)
  const answer = await send(call, session, message)
  if (answer.kind !== 'messages') return passOn(answer)
  return {
    status: 200,
    headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' },
    body: frames(call, message, method, answer.messages),
  }
}

/** Sends one message, noted and observed. @throws Refused where the upstream does not answer */
export async function send(
  { exchange: { observe, record }, target }: Call,
  session: UpstreamSession,
  message: RpcMessage,
): Promise<UpstreamAnswer> {
  record.endpoint = target.url.host
  observe({ type: 'backendCallStart', target: target.name })
  try {
    const answer = await session.send(message)
    const statuses = { accepted: 202, messages: 200 }
    const status = answer.kind === 'http' ? answer.status : statuses[answer.kind]
    observe({ type: 'backendCallResult', status, error: null })
    return answer
  } catch (error) {
    if (!(error instanceof UpstreamFailure)) throw error
    observe({ type: 'backendCallResult', status: null, error: error.message })
    throw sendError(requestId(message), `http upstream error: ${error.message}`)
  }
}

/** An answer that carries no messages: 202 without a body, or the upstream's own refusal. */
export const passOn = (answer: UpstreamAnswer): Reply =>
  answer.kind === 'http'
    ? {
        status: answer.status,
        headers: { ...answer.headers } as Reply['headers'],
        body: answer.body,
      } // they came as HTTP headers
    : { status: 202, headers: {} }

function judged(call: Call, { id, method: name, params }: RpcRequest): Method {
  const method = methodOf(name, call.era)
  const unsupported = sendError(id, `unsupported method: ${name}`)
  if (method === undefined) throw unsupported
  if (method.kind !== 'item') return method
  const item = method.find(params)
  if (item === undefined) throw unsupported
  noteItem(call, item)
  if (!permitsItem(call, item.type, item.name))
    // Never "forbidden": the real gateway hides that the item exists (75b4e6c, mcp/mod.rs).
    throw mcpError(400, id, codes.invalidParams, `Unknown ${item.type}: ${item.name}`)
  return method
}

async function* frames(
  call: Call,
  request: RpcRequest,
  method: Method,
  messages: AsyncIterable<RpcMessage>,
): AsyncGenerator<string> {
  const { signal, record } = call.exchange
  const permitted = (name: string): boolean =>
    method.kind === 'list' && permitsItem(call, method.type, name)
  try {
    for await (const message of messages) {
      if (isFailure(message)) {
        record['mcp.error.code'] = String(message.error.code)
        record['mcp.error.message'] = message.error.message
      }
      yield frame(shapeResult(message, method, call.era, permitted))
      if ((isSuccess(message) || isFailure(message)) && message.id === request.id) return
    }
    throw new UpstreamFailure('the stream ended before the answer')
  } catch (error) {
    if (signal.aborted) return
    const why = error instanceof Error ? error.message : String(error)
    record['mcp.error.code'] = String(codes.internal)
    record['mcp.error.message'] = `http upstream error: ${why}`
    yield frame(rpcError(request.id, codes.internal, `http upstream error: ${why}`))
  }
}
