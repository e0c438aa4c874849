import type { IncomingHttpHeaders, ServerResponse } from 'node:http'

import { type RpcMessage, parseMessage } from '../core/jsonrpc.ts'
import { readBody } from '../core/readBody.ts'
import { listen, type Listening } from './listen.ts'

/** A request as the upstream received it. */
interface Seen {
  verb: string
  path: string
  headers: IncomingHttpHeaders
  message: RpcMessage | undefined
}

export interface Upstream extends Listening {
  seen: Seen[]
  /** `POST initialize`, `DELETE`, … in the order of arrival. */
  steps: () => string[]
}

type Answer = (response: ServerResponse, message: RpcMessage) => boolean

const tool = (name: string) => ({
  name,
  description: `Does ${name}`,
  inputSchema: { type: 'object' },
})

/** Results by method, with what a gateway must drop: cursors, `_meta`, members of another era. */
const results: Record<string, object> = {
  initialize: {
    protocolVersion: '2025-06-18',
    capabilities: { tools: {} },
    serverInfo: { name: 'upstream', version: '1' },
  },
  'server/discover': { supportedVersions: ['2026-07-28'], capabilities: { tools: {} } },
  'tools/list': {
    tools: ['list_products', 'get_product_info', 'search'].map(tool),
    nextCursor: 'more',
    _meta: { page: 1 },
    ttlMs: 5000,
  },
  'tools/call': { content: [{ type: 'text', text: '# kgateway' }], resultType: 'complete' },
  'prompts/list': { prompts: [{ name: 'greet' }, { name: 'secret' }] },
  'prompts/get': { messages: [] },
  'resources/list': {
    resources: [
      { uri: 'kb://open', name: 'o' },
      { uri: 'kb://closed', name: 'c' },
    ],
  },
  'resources/templates/list': {
    resourceTemplates: [
      { uriTemplate: 'kb://{open}', name: 't' },
      { uriTemplate: 'no://{x}', name: 'n' },
    ],
  },
  'resources/read': { contents: [] },
  ping: { upstream: 'says more than it should' },
}

/**
 * A small MCP server. It answers JSON, opens a session when told to, and `before` may answer a
 * message in its own way.
 */
export async function startUpstream(
  options: { session?: string; before?: Answer } = {},
): Promise<Upstream> {
  const seen: Seen[] = []
  const server = await listen((request, response) => {
    void readBody(request).then((body) => {
      const message = body === '' ? undefined : parseMessage(JSON.parse(body))
      const { method: verb = '', url: path = '', headers } = request
      seen.push({ verb, path, headers, message })
      if (message === undefined) return response.writeHead(verb === 'GET' ? 200 : 204).end('{}')
      if (options.before?.(response, message)) return response
      if (!('method' in message && 'id' in message)) return response.writeHead(202).end()
      const session = options.session
      return response
        .writeHead(200, {
          'content-type': 'application/json',
          ...(session && message.method === 'initialize' && { 'mcp-session-id': session }),
        })
        .end(
          JSON.stringify({ jsonrpc: '2.0', id: message.id, result: results[message.method] ?? {} }),
        )
    })
  })
  const step = ({ verb, message }: Seen): string =>
    message && 'method' in message ? `${verb} ${message.method}` : verb
  return { ...server, seen, steps: () => seen.map(step) }
}
