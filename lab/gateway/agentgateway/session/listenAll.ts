import type { RpcId, RpcMessage } from '../../core/jsonrpc.ts'
import { Refused, type Reply } from '../../core/reply.ts'
import { UpstreamFailure } from '../../core/upstreamAnswer.ts'
import type { Call } from '../call.ts'
import { mcpText, sendError } from '../errors.ts'
import { eventStream } from '../frames.ts'
import type { Opened } from '../relay/fanOut.ts'
import { interleave } from '../relay/interleave.ts'
import { outbound } from '../relay/outbound.ts'
import { isMultiplexing, type Upstream } from '../relay/relay.ts'
import { listen } from '../relay/send.ts'

/** The answer to a stream's error; a GET has no id of its own (agentgateway 75b4e6c, mcp/handler.rs). */
export const streamId: RpcId = 0

/**
 * One stream of what all targets say by themselves. A target without such a stream (405) is left out where
 * there are others; where nobody has one, that is the answer (agentgateway 75b4e6c, mcp/handler.rs).
 * @throws Refused
 */
export async function listenAll(call: Call, id: RpcId): Promise<Reply> {
  const { upstreams, backend } = call.relay
  const settled = await Promise.allSettled(upstreams.map((upstream) => open(call, upstream)))
  const refused = settled.flatMap((item) => (item.status === 'rejected' ? [item.reason] : []))
  const without = isMultiplexing(call.relay) ? refused.filter(isUnsupported) : []
  if (without.length === upstreams.length)
    throw mcpText(405, 'GET event stream is not supported by any upstream')
  const failed = refused.filter((reason) => !without.includes(reason))
  if (failed.length > 0 && backend.failureMode === 'FailClosed') throw failed[0]
  const opened = settled.flatMap((item) => (item.status === 'fulfilled' ? [item.value] : []))
  return eventStream(call, id, together(call, opened))
}

async function open(call: Call, upstream: Upstream): Promise<Opened> {
  const answer = await listen(call, upstream)
  if (answer.kind === 'messages') return { upstream, messages: answer.messages }
  throw sendError(
    undefined,
    `http upstream error: http request failed: unexpected 'accepted' response`,
  )
}

const isUnsupported = (reason: unknown): boolean =>
  reason instanceof Refused && reason.reply.status === 405

async function* together(call: Call, opened: readonly Opened[]): AsyncGenerator<RpcMessage> {
  // Silent until the client leaves, so that it does not come back at once, again and again.
  if (opened.length === 0) await left(call.exchange.signal)
  const closed = call.relay.backend.failureMode === 'FailClosed'
  for await (const arrival of interleave(opened.map(({ messages }) => messages))) {
    const upstream = opened[arrival.from]?.upstream
    if ('item' in arrival && upstream !== undefined) yield outbound(call, upstream, arrival.item)
    if (closed && 'failure' in arrival) throw arrival.failure
    if (closed && 'ended' in arrival)
      throw new UpstreamFailure('http request failed: upstream stream ended unexpectedly')
  }
}

const left = (signal: AbortSignal): Promise<unknown> =>
  signal.aborted
    ? Promise.resolve()
    : new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
