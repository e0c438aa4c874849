import { type Dispatcher, request } from 'undici'

import type { Exchange } from '../core/exchange.ts'
import type { McpTarget } from '../core/model.ts'
import type { Reply } from '../core/reply.ts'
import { forwarded, passedBack } from '../core/upstreamHeaders.ts'
import { mcpText } from './errors.ts'

/**
 * Without MCP authentication and with one HTTP target, the OAuth documents are the upstream's own: GET
 * and OPTIONS go there as they are (agentgateway 75b4e6c, mcp/auth.rs).
 */
export async function passToUpstream(
  exchange: Exchange,
  target: McpTarget,
  dispatcher: Dispatcher,
): Promise<Reply | undefined> {
  const { method, path, headers, signal } = exchange
  if (method !== 'GET' && method !== 'OPTIONS') return undefined
  const answer = await request(new URL(path, target.url), {
    method,
    headers: forwarded(headers),
    dispatcher,
    signal,
  }).catch((error: unknown) => {
    throw mcpText(500, `failed to send message: http upstream error: ${String(error)}`)
  })
  const passed = { ...passedBack(answer.headers) } as Reply['headers'] // they came as HTTP headers
  return { status: answer.statusCode, headers: passed, body: answer.body }
}
