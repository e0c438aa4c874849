import type { RpcRequest } from '../core/jsonrpc.ts'

/** What a legacy server would use to ask the client something; agentgateway never offers it (75b4e6c). */
const reverse = ['roots', 'sampling', 'elicitation']

/** An extension that older versions of MCP do not define (SEP-2663). */
const tasks = 'io.modelcontextprotocol/tasks'

/**
 * A client's `initialize` as the targets get it: without the capabilities that need requests from server
 * to client, whether there are sessions or not. A server that asks all the same is still answered.
 */
export function withoutReverseRequests(request: RpcRequest): RpcRequest {
  const capabilities = request.params?.['capabilities']
  if (typeof capabilities !== 'object' || capabilities === null) return request
  const kept = Object.entries(capabilities)
    .filter(([name]) => !reverse.includes(name))
    .flatMap(([name, value]: [string, unknown]) =>
      name === 'extensions' ? withoutTasks(value) : [[name, value] as const],
    )
  return { ...request, params: { ...request.params, capabilities: Object.fromEntries(kept) } }
}

function withoutTasks(extensions: unknown): (readonly [string, unknown])[] {
  if (typeof extensions !== 'object' || extensions === null) return []
  const kept = Object.entries(extensions).filter(([name]) => name !== tasks)
  return kept.length === 0 ? [] : [['extensions', Object.fromEntries(kept)]]
}
