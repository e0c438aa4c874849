/** Sent where no handshake was done: the version of the stateless scenes, known to every gateway in use. */
export const handshakelessVersion = '2025-06-18'

/**
 * What a handshake offers, newest first. The versions after 2025-11-25 have no handshake (MCP 2026-07-28),
 * and the first is what a gateway that knows nothing newer is content with.
 */
export const offeredVersions = ['2025-11-25', '2025-06-18', '2025-03-26', '2024-11-05'] as const

/** The Streamable HTTP transport wants both, in every request (MCP 2025-06-18, transports). */
export const acceptBoth = 'application/json, text/event-stream'

/** What this client can be asked: questions to a person, and to a person in the place of a model. */
export const clientCapabilities = { elicitation: {}, sampling: {} }

export const clientInfo = { name: 'parallax', version: '1' }

/** A call may stay silent for as long as an answer may take, and go on for this long: two questions of five minutes. */
export const longestMs = 10 * 60_000

/** JSON-RPC 2.0 section 5.1. */
export const rpcCodes = {
  methodNotFound: -32601,
  invalidParams: -32602,
  internalError: -32603,
} as const

/** What goes out: a request, a notification, or the answer to a request of the server. */
export type RpcOut =
  | { id?: number; method: string; params?: Record<string, unknown> }
  | { id: RpcId; result: Record<string, unknown> }
  | { id: RpcId; error: { code: number; message: string } }

type RpcId = string | number
