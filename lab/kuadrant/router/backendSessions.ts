import type { IncomingHttpHeaders } from 'node:http'

import { LRUCache } from 'lru-cache'
import { type Dispatcher, request as send } from 'undici'

import type { Server } from '../model.ts'

/** The servers' own sessions, one for each session of the gateway; clients never see them. */
export interface BackendSessions {
  /** The server's session for one of ours, begun when first needed; empty for a server that keeps none. @throws BackendRefusal */
  of(session: string, server: Server, headers: IncomingHttpHeaders): Promise<string>
  forget(session: string, server: Server): void
}

/** A server that did not begin a session; `status` is what the client is answered with. */
export class BackendRefusal extends Error {
  readonly status: number

  constructor(status: number, reason: string) {
    super(`failed to create session for mcp server: ${reason}`)
    this.status = status
  }
}

const hello = {
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: {
    protocolVersion: '2025-11-25',
    capabilities: {},
    clientInfo: { name: 'mcp-router', version: '0.0.1' },
  },
}

const key = (session: string, server: Server): string => `${session} ${server.id}`

export function keepBackendSessions(dispatcher: Dispatcher): BackendSessions {
  const kept = new LRUCache<string, Promise<string>>({ max: 10_000 })
  return {
    of: (session, server, headers) => {
      const name = key(session, server)
      const found = kept.get(name)
      if (found !== undefined) return found
      const begun = begin(server, headers, dispatcher)
      kept.set(name, begun)
      begun.catch(() => kept.delete(name))
      return begun
    },
    forget: (session, server) => void kept.delete(key(session, server)),
  }
}

async function begin(
  server: Server,
  given: IncomingHttpHeaders,
  dispatcher: Dispatcher,
): Promise<string> {
  const headers = {
    ...given,
    host: server.hostname,
    accept: 'application/json, text/event-stream',
    'content-type': 'application/json',
    'user-agent': 'mcp-router',
  }
  const post = (message: object, more: IncomingHttpHeaders = {}) =>
    send(server.url, {
      method: 'POST',
      headers: { ...headers, ...more },
      body: JSON.stringify(message),
      dispatcher,
    })
  const answer = await post(hello).catch((error: unknown) => {
    throw new BackendRefusal(500, error instanceof Error ? error.message : 'no answer')
  })
  await answer.body.dump()
  const { statusCode } = answer
  if (statusCode >= 400)
    throw new BackendRefusal(statusCode < 500 ? statusCode : 500, `it answered ${statusCode}`)
  const session = answer.headers['mcp-session-id']?.toString() ?? ''
  const initialized = await post(
    { jsonrpc: '2.0', method: 'notifications/initialized' },
    session === '' ? {} : { 'mcp-session-id': session },
  )
  await initialized.body.dump()
  return session
}
