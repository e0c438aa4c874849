import { rpcError, type RpcId, type RpcMessage } from '../core/jsonrpc.ts'
import { jsonReply, Refused, textReply } from '../core/reply.ts'
import type { Era } from './era.ts'

/**
 * agentgateway's MCP errors (75b4e6c, mcp/mod.rs): as text with the `mcp: ` prefix, or as a JSON-RPC
 * error without it where the request had an id to answer.
 */
export const mcpText = (status: number, message: string): Refused =>
  new Refused(textReply(status, `mcp: ${message}`, 'MCP'))

export function mcpError(
  status: number,
  id: RpcId | undefined,
  code: number,
  message: string,
  data?: Record<string, unknown>,
): Refused {
  if (id === undefined) return mcpText(status, message)
  return new Refused(
    jsonReply(status, rpcError(id, code, message, data), {
      reason: 'MCP',
      error: `mcp: ${message}`,
    }),
  )
}

/** JSON-RPC 2.0 §5.1, and the codes MCP 2026-07-28 adds. */
export const codes = {
  methodNotFound: -32601,
  invalidParams: -32602,
  internal: -32603,
  headerMismatch: -32020,
  unsupportedVersion: -32022,
} as const

/** Anything that kept a message from getting an answer: HTTP 500, -32603. */
export const sendError = (id: RpcId | undefined, why: string): Refused =>
  mcpError(500, id, codes.internal, `failed to send message: ${why}`)

/** The id to answer, of messages that want an answer. */
export const requestId = (message: RpcMessage): RpcId | undefined =>
  'method' in message && 'id' in message ? message.id : undefined

/** A name or parameter that leads nowhere; only 2026-07-28 has a status of its own for it (75b4e6c). */
export const invalidRequest = (era: Era, id: RpcId, why: string): Refused =>
  era === 'modern'
    ? mcpError(400, id, codes.invalidParams, `invalid request parameters: ${why}`)
    : sendError(id, `invalid request: ${why}`)
