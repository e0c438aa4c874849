import { randomBytes } from 'node:crypto'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'

import { parseJSONRPCMessage } from '@modelcontextprotocol/client'
import { LRUCache } from 'lru-cache'

import { openEventStream } from '../http/eventStream.ts'
import { readText } from '../http/readText.ts'
import type { ProxyModel } from './model.ts'
import type { Claims } from './rules.ts'
import { openSession, type Session } from './session.ts'
import { readToken, TokenRefusal } from './token.ts'

/** axum's default, in bytes. */
const bodyLimit = 2 * 1024 * 1024

export interface Listener {
  handler: RequestListener
  close(): Promise<void>
}

/**
 * mcp-proxy's SSE listener, at `/sse` alone: GET opens a session, POST with `?sessionId=` says something
 * in it (agentgateway tag v0.0.3, sse.rs).
 */
export function createListener(model: () => ProxyModel): Listener {
  const sessions = new Map<string, Session>()
  /** Those whose client has left: the proxy still knows the name, and answers 410. */
  const gone = new LRUCache<string, true>({ max: 1_000 })

  const forget = (id: string): void => {
    void sessions.get(id)?.close()
    sessions.delete(id)
  }

  const open = (response: ServerResponse): void => {
    const id = randomBytes(16).toString('hex')
    const stream = openEventStream(response, () => {
      if (sessions.has(id)) gone.set(id, true)
      forget(id)
    })
    sessions.set(
      id,
      openSession({
        model,
        send: (message) => stream.send('message', JSON.stringify(message)),
        fail: () => {
          forget(id)
          stream.end()
        },
      }),
    )
    stream.send('endpoint', `?sessionId=${id}`)
  }

  const post = async (request: IncomingMessage, claims: Claims): Promise<[number, string?]> => {
    const id = new URL(request.url ?? '/', 'http://proxy').searchParams.get('sessionId')
    if (id === null) return [400, 'Failed to deserialize query string: missing field `sessionId`']
    if (!/^application\/(.+\+)?json\b/i.test(request.headers['content-type'] ?? ''))
      return [415, 'Expected request with `Content-Type: application/json`']
    const body = parse(await readText(request, bodyLimit))
    if (typeof body === 'string') return [body === 'syntax' ? 400 : 422, rejections[body]]
    const session = sessions.get(id)
    if (session === undefined) return [gone.has(id) ? 410 : 404]
    session.receive(body, claims)
    return [202]
  }

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname } = new URL(request.url ?? '/', 'http://proxy')
    if (pathname !== '/sse') return end(response, 404)
    if (request.method !== 'GET' && request.method !== 'POST')
      return end(response, 405, undefined, { allow: 'GET,HEAD,POST' })
    const { authn } = model()
    const claims = authn ? await readToken(request.headers.authorization, authn) : {}
    if (request.method === 'GET') return open(response)
    return end(response, ...(await post(request, claims)))
  }

  return {
    handler: (request, response) =>
      void answer(request, response).catch((error: unknown) => refuse(response, error)),
    close: async () => {
      await Promise.all([...sessions.values()].map((session) => session.close()))
    },
  }
}

/** The beginnings of axum's own sentences; what follows them names a line and column of its parser. */
const rejections = {
  syntax: 'Failed to parse the request body as JSON',
  shape: 'Failed to deserialize the JSON body into the target type',
} as const

function parse(text: string): ReturnType<typeof parseJSONRPCMessage> | keyof typeof rejections {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return 'syntax'
  }
  try {
    return parseJSONRPCMessage(value)
  } catch {
    return 'shape'
  }
}

function refuse(response: ServerResponse, error: unknown): void {
  if (error instanceof TokenRefusal)
    return end(response, 400, JSON.stringify({ error: error.message }), {
      'content-type': 'application/json',
    })
  if (error instanceof RangeError) return end(response, 413, 'length limit exceeded')
  response.destroy()
}

function end(
  response: ServerResponse,
  status: number,
  body = '',
  headers: Record<string, string> = body === ''
    ? {}
    : { 'content-type': 'text/plain; charset=utf-8' },
): void {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) }).end(body)
}
