import type { Exchange } from '../core/exchange.ts'
import type { RpcMessage } from '../core/jsonrpc.ts'
import type { Era } from './era.ts'
import { codes, mcpError, requestId } from './errors.ts'

const namedBy: Record<string, 'name' | 'uri'> = {
  'tools/call': 'name',
  'prompts/get': 'name',
  'resources/read': 'uri',
  'resources/subscribe': 'uri',
  'resources/unsubscribe': 'uri',
}

/**
 * `Mcp-Method` and `Mcp-Name` repeat the body for routers on the way (MCP 2026-07-28). A modern request
 * needs them; a legacy one may leave them out, but where present they are held to the body as well
 * (75b4e6c, mcp/streamablehttp.rs).
 * @throws Refused with 400, -32020
 */
export function checkRoutingHeaders(exchange: Exchange, message: RpcMessage, era: Era): void {
  if (!('method' in message)) return
  const key = namedBy[message.method]
  const name = key === undefined ? undefined : message.params?.[key]
  const check = (header: string, inBody: string): void => {
    const sent = exchange.headers.get(header)
    if (sent === null && era === 'legacy') return
    const decoded = sent === null ? undefined : decode(sent)
    if (decoded === inBody) return
    const what =
      decoded === undefined
        ? `invalid MCP routing header: ${header}`
        : `${header} header/body mismatch`
    throw mcpError(400, requestId(message), codes.headerMismatch, what)
  }
  check('Mcp-Method', message.method)
  if (typeof name === 'string' && 'id' in message) check('Mcp-Name', name)
}

/** A value outside visible ASCII travels as `=?base64?…?=` (MCP 2026-07-28, value encoding). */
function decode(value: string): string | undefined {
  const encoded = /^=\?base64\?(.*)\?=$/.exec(value)?.[1]
  if (encoded === undefined) return value
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(encoded)) return undefined
  return Buffer.from(encoded, 'base64').toString('utf8')
}

/**
 * The routing headers of a message as it goes to a target. A legacy server gets none: they describe the
 * client's message, and its name may be another one upstream.
 */
export function routingHeaders(message: RpcMessage, era: Era): Record<string, string> {
  if (era === 'legacy' || !('method' in message)) return {}
  const key = namedBy[message.method]
  const name = key === undefined ? undefined : message.params?.[key]
  return {
    'mcp-method': encode(message.method),
    ...(typeof name === 'string' && { 'mcp-name': encode(name) }),
  }
}

const encode = (value: string): string =>
  /^[!-~]([ -~]*[!-~])?$/.test(value) && !/^=\?base64\?.*\?=$/.test(value)
    ? value
    : `=?base64?${Buffer.from(value).toString('base64')}?=`
