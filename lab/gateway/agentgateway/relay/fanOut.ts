import type { RpcMessage, RpcRequest } from '../../core/jsonrpc.ts'
import type { Call } from '../call.ts'
import type { Relay, Upstream } from './relay.ts'
import { ask, send } from './send.ts'

/** What a target says in answer to a request that all targets got. */
export interface Opened {
  readonly upstream: Upstream
  readonly messages: AsyncIterable<RpcMessage>
}

/**
 * Asks several targets at once. `FailClosed` fails with the first of them in order, `FailOpen` goes on
 * with those that answer, and fails with the last where none does (agentgateway 75b4e6c, mcp/handler.rs).
 * @throws Refused
 */
export async function fanOut(
  call: Call,
  request: RpcRequest,
  upstreams: readonly Upstream[] = call.relay.upstreams,
  requestFor: (upstream: Upstream) => RpcRequest = () => request,
): Promise<Opened[]> {
  const settled = await Promise.allSettled(
    upstreams.map(async (upstream) => ({
      upstream,
      messages: await ask(call, upstream, requestFor(upstream)),
    })),
  )
  const opened = settled.flatMap((item) => (item.status === 'fulfilled' ? [item.value] : []))
  const failed = failures(settled)
  if (opened.length === 0) throw failed.at(-1)
  failClosed(call.relay, failed)
  return opened
}

/** Tells all targets, whatever the notification is about. @throws Refused where one fails and that matters */
export async function notifyAll(
  call: Call,
  message: RpcMessage,
  upstreams: readonly Upstream[] = call.relay.upstreams,
): Promise<void> {
  const settled = await Promise.allSettled(
    upstreams.map((upstream) => send(call, upstream, message)),
  )
  failClosed(call.relay, failures(settled))
}

const failures = (settled: readonly PromiseSettledResult<unknown>[]): unknown[] =>
  settled.flatMap((item) => (item.status === 'rejected' ? [item.reason as unknown] : [])) // any value may be thrown

function failClosed({ backend }: Relay, [first]: readonly unknown[]): void {
  if (first !== undefined && backend.failureMode === 'FailClosed') throw first
}
