import { type Dispatcher, request } from 'undici'

import type { RpcMessage } from './jsonrpc.ts'
import { readAnswer, type UpstreamAnswer, UpstreamFailure } from './upstreamAnswer.ts'

/** What of a client's request goes along: its headers, and when to give up. */
export interface Via {
  readonly headers: Readonly<Record<string, string>>
  readonly signal: AbortSignal
}

/** A conversation with one target; a transport other than streamable HTTP is another implementation. */
export interface UpstreamSession {
  /** The session that the upstream opened, where it has. */
  readonly id: () => string | undefined
  /** @throws UpstreamFailure where no HTTP answer came, or one that is not MCP */
  readonly send: (message: RpcMessage, via: Via) => Promise<UpstreamAnswer>
  /** The stream of what the server says by itself. @throws UpstreamFailure as `send` */
  readonly listen: (via: Via) => Promise<UpstreamAnswer>
  /** Ends the upstream's session if there is one. Never throws; a second call does nothing. */
  readonly end: (headers: Via['headers']) => Promise<void>
}

export interface SessionOptions {
  readonly url: URL
  readonly dispatcher: Dispatcher
  /** A session that was opened earlier. */
  readonly id?: string | undefined
}

const farewellTimeout = 5000

/** Speaks streamable HTTP (MCP 2025-11-25, transports) to one target, for as many requests as there are. */
export function openSession({ url, dispatcher, id }: SessionOptions): UpstreamSession {
  let sessionId = id

  const call = async (
    method: 'POST' | 'GET',
    via: Via,
    headers: Record<string, string>,
    body?: string,
  ): Promise<Dispatcher.ResponseData> =>
    request(url, {
      method,
      headers: { ...via.headers, ...headers, ...sessionHeader() },
      ...(body !== undefined && { body }),
      dispatcher,
      signal: via.signal,
    }).catch((error: unknown) => {
      throw new UpstreamFailure(`http request failed: upstream call failed: ${reason(error)}`)
    })

  const sessionHeader = (): Record<string, string> =>
    sessionId === undefined ? {} : { 'mcp-session-id': sessionId }

  return {
    id: () => sessionId,
    send: async (message, via) => {
      const headers = {
        accept: 'application/json, text/event-stream',
        'content-type': 'application/json',
      }
      const answer = await call('POST', via, headers, JSON.stringify(message))
      const issued = answer.headers['mcp-session-id']
      if (typeof issued === 'string') sessionId = issued
      return readAnswer(answer, 'method' in message && 'id' in message)
    },
    listen: async (via) =>
      readAnswer(await call('GET', via, { accept: 'text/event-stream' }), true),
    end: async (headers) => {
      if (sessionId === undefined) return
      const farewell = { ...headers, ...sessionHeader(), accept: 'text/event-stream' }
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

const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error))
