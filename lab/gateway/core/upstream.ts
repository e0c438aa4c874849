import type { Readable } from 'node:stream'

import { type Dispatcher, request } from 'undici'

import { parseJson } from './json.ts'
import { parseMessage, type RpcMessage } from './jsonrpc.ts'
import { eventData } from './sse.ts'
import { passedBack } from './upstreamHeaders.ts'

/** What an MCP server made of one message. */
export type UpstreamAnswer =
  | { kind: 'accepted' }
  | { kind: 'messages'; messages: AsyncIterable<RpcMessage> }
  /** Not a 2xx: to be passed on as it is. */
  | { kind: 'http'; status: number; headers: Record<string, unknown>; body: Readable }

/** A conversation with one target; a transport other than streamable HTTP is another implementation. */
export interface UpstreamSession {
  /** @throws UpstreamFailure where no HTTP answer came, or one that is not MCP */
  send: (message: RpcMessage) => Promise<UpstreamAnswer>
  /** Ends the upstream's session if it opened one. Never throws; a second call does nothing. */
  end: () => Promise<void>
}

/** The upstream did not answer, or not with MCP. The message is meant for the client. */
export class UpstreamFailure extends Error {}

export interface SessionOptions {
  url: URL
  headers: Record<string, string>
  signal: AbortSignal
  dispatcher: Dispatcher
}

const farewellTimeout = 5000

/** Speaks streamable HTTP (MCP 2025-11-25, transports) to one target on behalf of one client request. */
export function openSession(options: SessionOptions): UpstreamSession {
  const { url, dispatcher, signal } = options
  let sessionId: string | undefined

  const headers = (): Record<string, string> => ({
    ...options.headers,
    accept: 'application/json, text/event-stream',
    ...(sessionId !== undefined && { 'mcp-session-id': sessionId }),
  })

  return {
    send: async (message) => {
      const answer = await request(url, {
        method: 'POST',
        headers: { ...headers(), 'content-type': 'application/json' },
        body: JSON.stringify(message),
        dispatcher,
        signal,
      }).catch((error: unknown) => {
        throw new UpstreamFailure(`http request failed: upstream call failed: ${reason(error)}`)
      })
      const issued = answer.headers['mcp-session-id']
      if (typeof issued === 'string') sessionId = issued
      return read(answer, 'method' in message && 'id' in message)
    },
    end: async () => {
      if (sessionId === undefined) return
      const farewell = headers()
      sessionId = undefined
      // The upstream forgets an idle session by itself; a failed farewell is no one's error.
      await request(url, {
        method: 'DELETE',
        headers: farewell,
        dispatcher,
        signal: AbortSignal.timeout(farewellTimeout),
      }).then(
        ({ body }) => body.dump(),
        () => undefined,
      )
    },
  }
}

async function read(answer: Dispatcher.ResponseData, wanted: boolean): Promise<UpstreamAnswer> {
  const { statusCode, headers, body } = answer
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
  for await (const data of eventData(body)) if (data !== '') yield toMessage(data)
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

const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error))
