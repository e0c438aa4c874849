import type { Exchange } from '../core/exchange.ts'
import { parseMessage, type RpcMessage } from '../core/jsonrpc.ts'
import { readBody } from '../core/readBody.ts'
import { mcpText } from './errors.ts'

/** Transport checks in agentgateway's order (75b4e6c, mcp/streamablehttp.rs). @throws Refused */
export function checkTransport({ method, headers }: Exchange): void {
  if (method !== 'POST') throw mcpText(405, 'method not allowed; must be GET, POST, or DELETE')
  const accept = headers.get('accept') ?? ''
  if (!accept.includes('application/json') || !accept.includes('text/event-stream'))
    throw mcpText(406, 'client must accept both application/json and text/event-stream')
  if (!headers.get('content-type')?.startsWith('application/json'))
    throw mcpText(415, 'client must send application/json')
}

/**
 * The one message of the body. A batch is no message. What follows the colon is serde's text for an
 * unknown shape; for text that is not JSON it is this gateway's own, the real one names line and column.
 * @throws Refused with 400
 */
export async function readMessage({ request }: Exchange): Promise<RpcMessage> {
  let value: unknown
  try {
    value = JSON.parse(await readBody(request))
  } catch (error) {
    throw unreadable(error instanceof RangeError ? error.message : 'the body is not JSON')
  }
  const message = parseMessage(value)
  if (message === undefined)
    throw unreadable('data did not match any variant of untagged enum JsonRpcMessage')
  return message
}

const unreadable = (why: string) => mcpText(400, `fail to deserialize request body: ${why}`)
