import type { WireAnswer } from '../wire.ts'

/**
 * Answers that ask for an MCP session first, or say that the one sent is gone. Both end in a handshake.
 * agentgateway 75b4e6c (422 up to v1.2.x), MCP TypeScript SDK 1.x and 2.x, Python SDK, Kuadrant e5d18c99.
 */
const literals: readonly { statuses: readonly number[]; match: RegExp }[] = [
  { statuses: [400, 422], match: /session header is required for non-initialize requests/ },
  { statuses: [400], match: /mcp: invalid session ID header|mcp: session ID is required/ },
  { statuses: [404], match: /mcp: session not found/ },
  { statuses: [400], match: /Server not initialized|Mcp-Session-Id header is required/i },
  { statuses: [400], match: /No valid session ID provided|Missing session ID/i },
  { statuses: [404], match: /Session not found|Session terminated/i },
  { statuses: [404], match: /^Invalid session ID/ },
  { statuses: [400], match: /^no session ID found/ },
  { statuses: [401, 404], match: /session no longer valid/ },
]

/** Whether the answer is about a session and nothing else. */
export const wantsSession = ({ status, body }: Pick<WireAnswer, 'status' | 'body'>): boolean =>
  literals.some((one) => one.statuses.includes(status ?? 0) && one.match.test(body))
