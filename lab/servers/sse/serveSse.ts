import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'

import type { McpServer } from '@modelcontextprotocol/server'

import { openEventStream } from '../../http/eventStream.ts'
import { isForeign } from '../../http/foreign.ts'
import { readText } from '../../http/readText.ts'
import type { LabService } from '../../service.ts'
import { createSseTransport, type SseTransport } from './sseTransport.ts'

export interface SseServerOptions {
  /** Makes the server of one session. */
  create: () => McpServer
  /** Answers what is not MCP; true where it did. */
  page: (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<boolean>
}

/** In bytes. */
const bodyLimit = 4 * 1024 * 1024

/**
 * An MCP server over HTTP+SSE (revision 2024-11-05): `GET /sse` opens a session, `POST /messages/` speaks
 * in it. Paths and sentences are those of the Python SDK's SSE transport.
 */
export function serveSse({ create, page }: SseServerOptions): LabService {
  const sessions = new Map<string, SseTransport>()

  const open = async (response: ServerResponse): Promise<void> => {
    const id = randomBytes(16).toString('hex')
    const server = create()
    const stream = openEventStream(response, () => {
      sessions.delete(id)
      void server.close()
    })
    const transport = createSseTransport(stream)
    sessions.set(id, transport)
    await server.connect(transport)
    stream.send('endpoint', `/messages/?session_id=${id}`)
  }

  const post = async (request: IncomingMessage, id: string | null): Promise<[number, string]> => {
    if (id === null) return [400, 'session_id is required']
    const transport = sessions.get(id)
    if (transport === undefined) return [404, 'Could not find session']
    try {
      transport.receive(await readText(request, bodyLimit))
      return [202, 'Accepted']
    } catch {
      return [400, 'Could not parse message']
    }
  }

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (isForeign(request.headers)) {
      request.resume()
      return void response.writeHead(403).end('Only pages of this machine may ask this server.')
    }
    const url = new URL(request.url ?? '/', `http://${request.headers.host ?? 'localhost'}`)
    const route = `${request.method} ${url.pathname}`
    if (route === 'GET /sse') return open(response)
    if (route === 'POST /messages/') {
      const [status, text] = await post(request, url.searchParams.get('session_id'))
      return void response.writeHead(status).end(text)
    }
    if (await page(request, response, url)) return
    return void response.writeHead(404).end('Not Found')
  }

  return {
    handler: (request, response) => void answer(request, response).catch(() => response.destroy()),
    close: async () => {
      await Promise.all([...sessions.values()].map((transport) => transport.close()))
    },
  }
}
