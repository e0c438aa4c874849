import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'

import { type EventStream, openEventStream } from '../../http/eventStream.ts'
import type { Federation } from '../federation/federation.ts'
import { filterTools } from '../federation/filters.ts'
import type { KuadrantModel } from '../model.ts'
import type { Sessions } from '../sessions.ts'
import { serveResourceMetadata, serveStatus } from './pages.ts'
import { servePost } from './post.ts'
import { textError } from './replies.ts'

export interface BrokerOptions {
  model: () => KuadrantModel
  sessions: Sessions
  federation: Federation
  /** TRUSTED_HEADER_PUBLIC_KEY and OAUTH_*. */
  variables: Readonly<Record<string, string>>
}

export interface Broker {
  handler: RequestListener
  /** Tells every listening session that the list of tools is another one. */
  notify(): void
}

const listChanged = JSON.stringify({
  jsonrpc: '2.0',
  method: 'notifications/tools/list_changed',
})

/** The broker endpoint: lists and status of everything behind the gateway, but no calls. */
export function createBroker({ model, sessions, federation, variables }: BrokerOptions): Broker {
  const listening = new Set<EventStream>()

  const serveMcp = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const id = request.headers['mcp-session-id']?.toString()
    if (request.method === 'POST')
      return servePost(request, response, sessions, {
        all: () => federation.tools(),
        shown: async () =>
          filterTools(
            await federation.tools(),
            request.headers,
            model(),
            variables['TRUSTED_HEADER_PUBLIC_KEY'],
          ),
      })
    if (request.method === 'GET') {
      // Whoever has no session gets a stream as well, on which nothing ever comes.
      const known = (await sessions.judge(id)) === 'valid'
      const stream = openEventStream(response, () => listening.delete(stream))
      return void (known && listening.add(stream))
    }
    if (request.method === 'DELETE') {
      await sessions.end(id ?? '')
      return void response.writeHead(200).end()
    }
    return textError(response, 404, '404 page not found')
  }

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname } = new URL(request.url ?? '/', 'http://broker')
    if (pathname === '/mcp' || pathname === '/mcp/stateful') return serveMcp(request, response)
    if (pathname === '/status' || pathname.startsWith('/status/'))
      return serveStatus(request, response, pathname, federation)
    if (pathname.startsWith('/.well-known/oauth-protected-resource'))
      return serveResourceMetadata(response, variables)
    if (pathname === '/healthz') return void response.writeHead(200).end()
    if (pathname === '/readyz') {
      const ready = (await federation.known()).some(({ look }) => look.failure === undefined)
      return void response.writeHead(ready ? 200 : 503).end()
    }
    return void response
      .writeHead(200, { 'content-type': 'text/plain; charset=utf-8' })
      .end('Hello, World!  BTW, the MCP server is on /mcp')
  }

  return {
    handler: (request, response) => void serve(request, response).catch(() => response.destroy()),
    notify: () => {
      for (const stream of listening) stream.send('message', listChanged)
    },
  }
}
