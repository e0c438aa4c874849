import { isRequest, type RpcMessage, type RpcRequest } from '../core/jsonrpc.ts'
import type { Reply } from '../core/reply.ts'
import type { Call } from './call.ts'
import { answerServer } from './clientAnswer.ts'
import { withoutReverseRequests } from './clientCapabilities.ts'
import { forEra } from './eraOfResult.ts'
import { sendError } from './errors.ts'
import { eventStream } from './frames.ts'
import { callItem } from './items.ts'
import { type Method, methodOf } from './methods.ts'
import { fanOut, notifyAll } from './relay/fanOut.ts'
import { merged, type MergeResults } from './relay/merge.ts'
import { isMultiplexing } from './relay/relay.ts'
import { mergeDiscover, mergeInitialize } from './results/introduction.ts'
import { mergeLists } from './results/lists.ts'
import { subscribe } from './subscribe.ts'

/**
 * Takes a message to the target it is about, or to all of them, and frames what comes back; `headers` go
 * with the answer. @throws Refused
 */
export async function dispatch(call: Call, message: RpcMessage): Promise<Reply> {
  if ('method' in message) call.exchange.record['mcp.method.name'] = message.method
  if (isRequest(message)) return answer(call, message)
  if ('method' in message) await notifyAll(call, message)
  else await answerServer(call, message)
  return { status: 202, headers: {} }
}

async function answer(call: Call, request: RpcRequest): Promise<Reply> {
  const method = methodOf(request.method, call.era)
  if (method === undefined) throw sendError(request.id, `unsupported method: ${request.method}`)
  const messages =
    method.kind === 'item'
      ? await callItem(call, request, method)
      : method.kind === 'listen'
        ? await subscribe(call, request)
        : await askAll(call, request, method)
  return eventStream(call, request.id, forEra(messages, method, call.era))
}

async function askAll(
  call: Call,
  request: RpcRequest,
  method: Exclude<Method, { kind: 'item' | 'listen' }>,
): Promise<AsyncIterable<RpcMessage>> {
  const sent =
    method.kind === 'initialize' && call.era === 'legacy'
      ? withoutReverseRequests(request)
      : request
  return merged(call, request, await fanOut(call, sent), mergeOf(call, request, method))
}

function mergeOf(
  call: Call,
  { method: name, params }: RpcRequest,
  method: Exclude<Method, { kind: 'item' | 'listen' }>,
): MergeResults {
  const { release } = call.exchange
  const several = isMultiplexing(call.relay)
  const stateful = call.relay.backend.sessionRouting === 'Stateful'
  if (method.kind === 'list') return mergeLists(call, name, method)
  if (method.kind === 'empty') return () => ({})
  return method.kind === 'initialize'
    ? mergeInitialize(release, several, stateful, params?.['protocolVersion'])
    : mergeDiscover(release, several, stateful)
}
