import type { RpcId, RpcMessage, RpcRequest } from '../core/jsonrpc.ts'
import { type Call, noteItem, permitsItem } from './call.ts'
import { codes, invalidRequest, mcpError, sendError } from './errors.ts'
import type { Item, Method, ResourceType } from './methods.ts'
import { findOwner } from './relay/findOwner.ts'
import { needsListing, NoSuchName, splitName, splitTask, splitUri } from './relay/naming.ts'
import { outbound } from './relay/outbound.ts'
import { type Upstream, upstreamOf } from './relay/relay.ts'
import { ask } from './relay/send.ts'

/** Takes a request about one item to its target, if the rules allow it. @throws Refused */
export async function callItem(
  call: Call,
  request: RpcRequest,
  method: Extract<Method, { kind: 'item' }>,
): Promise<AsyncIterable<RpcMessage>> {
  const item = method.find(request.params)
  if (item === undefined) throw sendError(request.id, `unsupported method: ${request.method}`)
  const { target, name } = await locate(call, request.id, item)
  authorizeItem(call, request.id, { ...item, target, upstreamName: name })
  const upstream = upstreamOf(call.relay, target)
  if (upstream === undefined)
    throw invalidRequest(call.era, request.id, `unknown service ${target}`)
  return passed(call, upstream, await ask(call, upstream, { ...request, params: item.under(name) }))
}

/**
 * Asks the rules about an item by its name upstream.
 * @throws Refused with the name as the client knows it. Never "forbidden": the real gateway hides that the
 * item exists (75b4e6c, mcp/mod.rs)
 */
export function authorizeItem(
  call: Call,
  id: RpcId,
  item: Item & { target: string; upstreamName: string },
): void {
  const { type, name, target, upstreamName } = item
  noteItem(call, target, { type, name: upstreamName })
  if (!permitsItem(call, target, { type, name: upstreamName }))
    throw mcpError(
      call.exchange.release.refusedStatus,
      id,
      codes.invalidParams,
      `Unknown ${type}: ${name}`,
    )
}

async function* passed(
  call: Call,
  upstream: Upstream,
  messages: AsyncIterable<RpcMessage>,
): AsyncGenerator<RpcMessage> {
  for await (const message of messages) yield outbound(call, upstream, message)
}

const split: Record<ResourceType, typeof splitName> = {
  tool: splitName,
  prompt: splitName,
  resource: splitUri,
  task: splitTask,
}

/** The target of an item and the item's name there. @throws Refused */
export async function locate(
  call: Call,
  id: RpcId,
  { type, name }: Item,
): Promise<{ target: string; name: string }> {
  try {
    if ((type === 'tool' || type === 'prompt') && needsListing(call.relay))
      return { target: await findOwner(call, id, type, name), name }
    return split[type](call.relay, name)
  } catch (error) {
    if (!(error instanceof NoSuchName)) throw error
    throw invalidRequest(call.era, id, error.message)
  }
}
