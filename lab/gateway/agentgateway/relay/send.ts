import { isFailure, isSuccess, type RpcMessage, type RpcRequest } from '../../core/jsonrpc.ts'
import { Refused, type Reply } from '../../core/reply.ts'
import type { Via } from '../../core/upstream.ts'
import { type UpstreamAnswer, UpstreamFailure } from '../../core/upstreamAnswer.ts'
import { forwarded } from '../../core/upstreamHeaders.ts'
import type { Call } from '../call.ts'
import { requestId, sendError } from '../errors.ts'
import { routingHeaders } from '../routingHeaders.ts'
import type { Upstream } from './relay.ts'

/**
 * Sends one message, noted and observed.
 * @throws Refused, answering the id given, where the upstream does not answer or says no
 */
export async function send(
  call: Call,
  upstream: Upstream,
  message: RpcMessage,
  answering = requestId(message),
): Promise<Exclude<UpstreamAnswer, { kind: 'http' }>> {
  const via = {
    headers: { ...forwarded(call.exchange.headers), ...routingHeaders(message, call.era) },
    signal: call.exchange.signal,
  }
  return observed(call, upstream, answering, () => upstream.session.send(message, via))
}

/** Opens the stream of what a server says by itself. @throws Refused as `send` */
export async function listen(
  call: Call,
  upstream: Upstream,
): Promise<Exclude<UpstreamAnswer, { kind: 'http' }>> {
  const via: Via = { headers: forwarded(call.exchange.headers), signal: call.exchange.signal }
  return observed(call, upstream, undefined, () => upstream.session.listen(via))
}

async function observed(
  { exchange: { observe, record } }: Call,
  { target }: Upstream,
  id: ReturnType<typeof requestId>,
  exchange: () => Promise<UpstreamAnswer>,
): Promise<Exclude<UpstreamAnswer, { kind: 'http' }>> {
  record.endpoint = target.url.host
  observe({ type: 'backendCallStart', target: target.name })
  const answer = await exchange().catch((error: unknown) => {
    if (!(error instanceof UpstreamFailure)) throw error
    observe({ type: 'backendCallResult', target: target.name, status: null, error: error.message })
    throw sendError(id, error.said)
  })
  const statuses = { accepted: 202, messages: 200 }
  const status = answer.kind === 'http' ? answer.status : statuses[answer.kind]
  observe({ type: 'backendCallResult', target: target.name, status, error: null })
  if (answer.kind === 'http') throw new Refused(passOn(answer))
  return answer
}

/** The upstream's own refusal, as it came. */
const passOn = ({ status, headers, body }: Extract<UpstreamAnswer, { kind: 'http' }>): Reply => ({
  status,
  headers: { ...headers } as Reply['headers'], // they came as HTTP headers
  body,
})

/**
 * Sends a request; what the upstream says until it has answered. The stream throws UpstreamFailure where
 * it ends before.
 * @throws Refused as `send`
 */
export async function ask(
  call: Call,
  upstream: Upstream,
  request: RpcRequest,
  answering = request.id,
): Promise<AsyncIterable<RpcMessage>> {
  const answer = await send(call, upstream, request, answering)
  if (answer.kind === 'messages') return untilAnswered(answer.messages, request)
  const why = "http request failed: unexpected 'accepted' response"
  throw sendError(answering, `http upstream error: ${why}`)
}

async function* untilAnswered(
  messages: AsyncIterable<RpcMessage>,
  { id }: RpcRequest,
): AsyncGenerator<RpcMessage> {
  for await (const message of messages) {
    yield message
    if ((isSuccess(message) || isFailure(message)) && message.id === id) return
  }
  throw new UpstreamFailure('the stream ended before the answer')
}
