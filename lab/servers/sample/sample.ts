import { randomUUID } from 'node:crypto'

import { getRequestListener } from '@hono/node-server'
import {
  localhostAllowedOrigins,
  McpServer,
  originValidationResponse,
  WebStandardStreamableHTTPServerTransport,
} from '@modelcontextprotocol/server'

import type { LabService } from '../../service.ts'
import { registerTools } from './tools.ts'

export interface Sample extends LabService {
  /** How many calls reached a tool since start. */
  toolCalls(): number
}

/**
 * The sample server behind the Kuadrant gateway: MCP with sessions at `/mcp`, `GET /health`. Requests of
 * web pages that are not local are refused; the Host is not looked at, because a gateway sends its own.
 */
export function createSample(): Sample {
  const sessions = new Map<string, WebStandardStreamableHTTPServerTransport>()
  let calls = 0

  const open = async (): Promise<WebStandardStreamableHTTPServerTransport> => {
    const transport = new WebStandardStreamableHTTPServerTransport({
      sessionIdGenerator: randomUUID,
      onsessioninitialized: (id) => void sessions.set(id, transport),
      onsessionclosed: (id) => void sessions.delete(id),
    })
    const server = new McpServer({ name: 'sample-mcp-server-streamable-http', version: '1.0.0' })
    registerTools(server, () => calls++)
    await server.connect(transport)
    return transport
  }

  const mcp = async (request: Request): Promise<Response> => {
    const id = request.headers.get('mcp-session-id')
    const transport = id === null ? await open() : sessions.get(id)
    // The words of the Go SDK for a session that it does not have.
    if (transport === undefined) return new Response('session not found\n', { status: 404 })
    const body = request.method === 'POST' ? await request.text() : undefined
    const headers = new Headers(request.headers)
    // The Go SDK takes `*/*`, which is what curl sends; the transport here wants both types by name.
    if (headers.get('accept') === '*/*')
      headers.set('accept', 'application/json, text/event-stream')
    return transport.handleRequest(
      new Request(request.url, {
        method: request.method,
        headers,
        ...(body !== undefined && { body }),
      }),
    )
  }

  const fetch = async (request: Request): Promise<Response> => {
    const refused = originValidationResponse(request, localhostAllowedOrigins())
    if (refused) return refused
    const { pathname } = new URL(request.url)
    if (pathname === '/mcp') return mcp(request)
    if (pathname === '/health') return Response.json({ status: 'ok' })
    return new Response('404 page not found\n', { status: 404 })
  }

  return {
    handler: getRequestListener(fetch, { overrideGlobalObjects: false }),
    close: async () => {
      await Promise.all([...sessions.values()].map((transport) => transport.close()))
    },
    toolCalls: () => calls,
  }
}
