import type { Exchange } from '../core/exchange.ts'
import type { RpcMessage } from '../core/jsonrpc.ts'
import type { Release } from '../core/release.ts'
import type { Era } from './era.ts'
import { codes, mcpError, mcpText, requestId } from './errors.ts'

const legacyVersions = ['2024-11-05', '2025-03-26', '2025-06-18', '2025-11-25']

/** Versions of MCP that a release of agentgateway knows, oldest first. */
export const knownVersions = ({ modern }: Pick<Release, 'modern'>): string[] =>
  modern ? [...legacyVersions, '2026-07-28'] : legacyVersions

/** The version of its own handshake where the client names none (75b4e6c, mcp/session.rs). */
export const handshakeVersion = '2025-11-25'

const isModern = (version: string): boolean => version >= '2026-07-28'
const metaVersion = 'io.modelcontextprotocol/protocolVersion'

/**
 * Checks `MCP-Protocol-Version` against the known versions and against what the body declares
 * (75b4e6c, mcp/streamablehttp.rs). A legacy request may leave the header out; a modern one declares
 * its version in both places. Earlier releases compare nothing: v1.3 refuses an unknown header as text (its
 * wording was not read), those before it take any.
 * @throws Refused with 400
 */
export function checkVersion(exchange: Exchange, message: RpcMessage): Era {
  const id = requestId(message)
  const initialize = 'method' in message && message.method === 'initialize'
  const header = exchange.headers.get('mcp-protocol-version') ?? undefined
  const { versionHeader } = exchange.release
  if (versionHeader === 'ignored') return 'legacy'
  const supported = knownVersions(exchange.release)
  const unsupported = (requested: string, list: boolean) =>
    mcpError(
      400,
      versionHeader === 'text' ? undefined : id,
      codes.unsupportedVersion,
      `unsupported MCP protocol version: ${requested}`,
      list ? { supported, requested } : undefined,
    )
  if (header !== undefined && !supported.includes(header)) throw unsupported(header, !initialize)
  if (versionHeader === 'text') return 'legacy'
  const body = bodyVersion(message)
  if (header !== undefined && body !== undefined && header !== body)
    throw mcpError(400, id, codes.headerMismatch, 'MCP protocol version header/body mismatch')
  const declared = header ?? body
  if (declared === undefined || !isModern(declared)) return 'legacy'
  if (header === undefined || body === undefined)
    throw mcpText(400, 'invalid MCP protocol version header')
  if (initialize) throw unsupported(declared, false)
  if (exchange.headers.has('mcp-session-id')) throw mcpText(400, 'invalid session ID header')
  return 'modern'
}

function bodyVersion(message: RpcMessage): string | undefined {
  if (!('method' in message)) return undefined
  const { method, params } = message
  const place = method === 'initialize' ? params : params?.['_meta']
  const key = method === 'initialize' ? 'protocolVersion' : metaVersion
  if (typeof place !== 'object' || place === null) return undefined
  const version: unknown = Reflect.get(place, key)
  return typeof version === 'string' ? version : undefined
}
