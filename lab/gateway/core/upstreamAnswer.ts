import type { Readable } from 'node:stream'

import type { Dispatcher } from 'undici'

import { parseJson } from './json.ts'
import { parseMessage, type RpcMessage } from './jsonrpc.ts'
import { eventsOf } from './sse.ts'
import { passedBack } from './upstreamHeaders.ts'

/** What an MCP server made of one message. */
export type UpstreamAnswer =
  | { kind: 'accepted' }
  | { kind: 'messages'; messages: AsyncIterable<RpcMessage> }
  /** Not a 2xx: to be passed on as it is. */
  | { kind: 'http'; status: number; headers: Record<string, unknown>; body: Readable }

/** The upstream did not answer, or not with MCP. The message is meant for the client. */
export class UpstreamFailure extends Error {
  /** As the client gets it: agentgateway puts in front what kind of upstream it was (75b4e6c, mcp/upstream). */
  get said(): string {
    return `http upstream error: ${this.message}`
  }
}

/** Why an upstream failed, as the client gets it, whatever was thrown. */
export function whyFailed(error: unknown): string {
  if (error instanceof UpstreamFailure) return error.said
  return new UpstreamFailure(error instanceof Error ? error.message : String(error)).said
}

/** Reads an HTTP answer as MCP; `wanted` where the message asked for one. @throws UpstreamFailure */
export async function readAnswer(
  { statusCode, headers, body }: Dispatcher.ResponseData,
  wanted: boolean,
): Promise<UpstreamAnswer> {
  if (statusCode < 200 || statusCode > 299)
    return { kind: 'http', status: statusCode, headers: passedBack(headers), body }
  if (!wanted || statusCode === 202) {
    await body.dump()
    return { kind: 'accepted' }
  }
  const type = String(headers['content-type'] ?? '')
  if (type.startsWith('text/event-stream')) return { kind: 'messages', messages: streamed(body) }
  if (!type.startsWith('application/json')) {
    await body.dump()
    throw new UpstreamFailure(`http request failed: unexpected content type: ${type || 'none'}`)
  }
  const message = toMessage(await body.text())
  return { kind: 'messages', messages: once(message) }
}

async function* streamed(body: Readable): AsyncGenerator<RpcMessage> {
  for await (const { data } of eventsOf(body)) if (data !== '') yield toMessage(data)
}

async function* once(message: RpcMessage): AsyncGenerator<RpcMessage> {
  yield message
}

function toMessage(text: string): RpcMessage {
  const message = parseMessage(parseJson(text))
  if (message === undefined)
    throw new UpstreamFailure('http request failed: the upstream did not answer with JSON-RPC')
  return message
}
