import type { Exchange } from '../core/exchange.ts'
import type { RpcMessage } from '../core/jsonrpc.ts'
import type { Era } from './era.ts'
import { codes, mcpError, mcpText, requestId } from './errors.ts'

/** Versions of MCP that agentgateway 75b4e6c knows, oldest first. */
export const knownVersions = ['2024-11-05', '2025-03-26', '2025-06-18', '2025-11-25', '2026-07-28']

/** The version of its own handshake where the client names none (75b4e6c, mcp/session.rs). */
export const handshakeVersion = '2025-11-25'

const isModern = (version: string): boolean => version >= '2026-07-28'
const metaVersion = 'io.modelcontextprotocol/protocolVersion'

/**
 * Checks `MCP-Protocol-Version` against the known versions and against what the body declares
 * (75b4e6c, mcp/streamablehttp.rs). A legacy request may leave the header out; a modern one declares
 * its version in both places.
 * @throws Refused with 400
 */
export function checkVersion(exchange: Exchange, message: RpcMessage): Era {
  const id = requestId(message)
  const initialize = 'method' in message && message.method === 'initialize'
  const header = exchange.headers.get('mcp-protocol-version') ?? undefined
  if (header !== undefined && !knownVersions.includes(header))
    throw unsupported(id, header, !initialize)
  const body = bodyVersion(message)
  if (header !== undefined && body !== undefined && header !== body)
    throw mcpError(400, id, codes.headerMismatch, 'MCP protocol version header/body mismatch')
  const declared = header ?? body
  if (declared === undefined || !isModern(declared)) return 'legacy'
  if (header === undefined || body === undefined)
    throw mcpText(400, 'invalid MCP protocol version header')
  if (initialize) throw unsupported(id, declared, false)
  if (exchange.headers.has('mcp-session-id')) throw mcpText(400, 'invalid session ID header')
  return 'modern'
}

const unsupported = (id: ReturnType<typeof requestId>, requested: string, list: boolean) =>
  mcpError(
    400,
    id,
    codes.unsupportedVersion,
    `unsupported MCP protocol version: ${requested}`,
    list ? { supported: knownVersions, requested } : undefined,
  )

function bodyVersion(message: RpcMessage): string | undefined {
  if (!('method' in message)) return undefined
  const { method, params } = message
  const place = method === 'initialize' ? params : params?.['_meta']
  const key = method === 'initialize' ? 'protocolVersion' : metaVersion
  if (typeof place !== 'object' || place === null) return undefined
  const version: unknown = Reflect.get(place, key)
  return typeof version === 'string' ? version : undefined
}
