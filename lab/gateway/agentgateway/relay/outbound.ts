import { isSuccess, type RpcMessage } from '../../core/jsonrpc.ts'
import type { Call } from '../call.ts'
import { prefixedTask, prefixedUri } from './naming.ts'
import type { Relay, Upstream } from './relay.ts'

type Members = Record<string, unknown>

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * A target's message as the client gets it: resources and tasks under their prefixed names, and requests
 * of the server under an id that leads back to it (agentgateway 75b4e6c, mcp/handler.rs).
 */
export function outbound(
  { relay, era }: Call,
  { target }: Upstream,
  message: RpcMessage,
): RpcMessage {
  if (isSuccess(message))
    return { ...message, result: renamedResult(relay, target.name, message.result) }
  if (!('method' in message)) return message
  if ('id' in message)
    return era === 'modern'
      ? message
      : { ...message, id: relay.pending.add(target.name, message.id) }
  const { params } = message
  if (params === undefined) return message
  return { ...message, params: renamedParams(relay, target.name, message.method, params) }
}

function renamedParams(relay: Relay, target: string, method: string, params: Members): Members {
  if (method === 'notifications/resources/updated' && typeof params['uri'] === 'string')
    return { ...params, uri: prefixedUri(relay, target, params['uri']) }
  return method === 'notifications/tasks/status' ? renamedTask(relay, target, params) : params
}

function renamedResult(relay: Relay, target: string, result: Members): Members {
  const { contents, task } = result
  if (Array.isArray(contents))
    return { ...result, contents: contents.map((item) => renamedContent(relay, target, item)) }
  if (isMembers(task)) return { ...result, task: renamedTask(relay, target, task) }
  return renamedTask(relay, target, result)
}

const renamedContent = (relay: Relay, target: string, item: unknown): unknown =>
  isMembers(item) && typeof item['uri'] === 'string'
    ? { ...item, uri: prefixedUri(relay, target, item['uri']) }
    : item

const renamedTask = (relay: Relay, target: string, members: Members): Members =>
  typeof members['taskId'] === 'string'
    ? { ...members, taskId: prefixedTask(relay, target, members['taskId']) }
    : members
