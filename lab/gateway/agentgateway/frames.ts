import { isFailure, isRequest, rpcError, type RpcId, type RpcMessage } from '../core/jsonrpc.ts'
import type { Reply } from '../core/reply.ts'
import { frame } from '../core/sse.ts'
import { whyFailed } from '../core/upstreamAnswer.ts'
import type { Call } from './call.ts'
import { codes } from './errors.ts'

/** Answers with messages as they come, framed; `id` is what an error that ends them answers. */
export const eventStream = (
  call: Call,
  id: RpcId,
  messages: AsyncIterable<RpcMessage>,
  headers: Reply['headers'] = {},
): Reply => ({
  status: 200,
  headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-cache', ...headers },
  body: frames(call, id, messages),
})

async function* frames(
  call: Call,
  id: RpcId,
  messages: AsyncIterable<RpcMessage>,
): AsyncGenerator<string> {
  const { signal, record, release } = call.exchange
  const noted = (code: number, message: string): void => {
    record['mcp.error.code'] = String(code)
    record['mcp.error.message'] = message
  }
  try {
    for await (const message of messages) {
      if (isFailure(message)) noted(message.error.code, message.error.message)
      if (call.era === 'modern' && isRequest(message)) {
        noted(codes.internal, directRequest)
        yield frame(rpcError(id, codes.internal, directRequest), release)
        return
      }
      yield frame(message, release)
    }
  } catch (error) {
    if (signal.aborted) return
    const why = whyFailed(error)
    noted(codes.internal, why)
    yield frame(rpcError(id, codes.internal, why), release)
  }
}

/** MCP 2026-07-28 has no requests from server to client (agentgateway 75b4e6c, mcp/handler.rs). */
const directRequest =
  'gateway cannot route direct server-to-client requests; return an input_required result instead'
