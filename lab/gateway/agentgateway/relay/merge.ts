import {
  isFailure,
  isSuccess,
  type RpcFailure,
  type RpcMessage,
  type RpcRequest,
} from '../../core/jsonrpc.ts'
import { UpstreamFailure } from '../../core/upstreamAnswer.ts'
import type { Call } from '../call.ts'
import type { Opened } from './fanOut.ts'
import { interleave } from './interleave.ts'
import { outbound } from './outbound.ts'

/** The result of one target. */
export interface TargetResult {
  readonly target: string
  readonly result: Readonly<Record<string, unknown>>
}

/** Makes one result of several, which are in the order of the targets. @throws UpstreamFailure */
export type MergeResults = (results: readonly TargetResult[]) => Record<string, unknown>

/**
 * What several targets say to one request: notifications and requests as they come, then one answer. An
 * error of one target is the answer under `FailClosed`; under `FailOpen` it is left out while another
 * target answers (agentgateway 75b4e6c, mcp/mergestream.rs). Throws UpstreamFailure where a stream breaks.
 */
export async function* merged(
  call: Call,
  request: RpcRequest,
  opened: readonly Opened[],
  merge: MergeResults,
): AsyncGenerator<RpcMessage> {
  const open = call.relay.backend.failureMode === 'FailOpen'
  const results: (TargetResult | undefined)[] = opened.map(() => undefined)
  let first: { error: RpcFailure } | { failure: unknown } | undefined
  for await (const arrival of interleave(opened.map(({ messages }) => messages))) {
    const upstream = opened[arrival.from]?.upstream
    if ('ended' in arrival || upstream === undefined) continue
    if ('failure' in arrival) {
      if (!open) throw arrival.failure
      first ??= { failure: arrival.failure }
    } else if (isSuccess(arrival.item)) {
      results[arrival.from] = { target: upstream.target.name, result: arrival.item.result }
    } else if (isFailure(arrival.item)) {
      const { item: error } = arrival
      if (!open || isDiscoveryRejection(request, error)) return yield error
      first ??= { error }
    } else yield outbound(call, upstream, arrival.item)
  }
  const answered = results.filter((result) => result !== undefined)
  if (answered.length > 0) return yield { jsonrpc: '2.0', id: request.id, result: merge(answered) }
  if (first !== undefined && 'error' in first) return yield first.error
  throw first?.failure ?? new UpstreamFailure('all upstream streams failed')
}

/** It tells a client which era to speak, so that even `FailOpen` must not hide it. */
const isDiscoveryRejection = ({ method }: RpcRequest, { error }: RpcFailure): boolean =>
  method === 'server/discover' && [-32601, -32022].includes(error.code)
