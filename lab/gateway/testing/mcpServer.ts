import { randomUUID } from 'node:crypto'

import { getRequestListener } from '@hono/node-server'
import {
  localhostAllowedOrigins,
  McpServer,
  originValidationResponse,
  WebStandardStreamableHTTPServerTransport,
} from '@modelcontextprotocol/server'
import { z } from 'zod'

import { listen, type Listening } from './listen.ts'

export interface McpTestServer extends Listening {
  /** `POST tools/call session-1`, `GET session-1`, … in the order of arrival. */
  steps: string[]
  /** Headers of the last request. */
  headers: () => Headers
  /** What the client of the newest session said that it can do. */
  capabilities: () => unknown
  /** Forgets every session, as a restart does. */
  restart: () => void
  /** Tells every session on its own stream that a resource changed. */
  announce: (uri: string) => Promise<void>
}

export interface McpTestServerOptions {
  name: string
  instructions?: string
  /** Whether there is a stream for what the server says by itself. */
  listens?: boolean
  /** A tool that only this server has. */
  special?: string
  /** What the server offers, in the place of all that. */
  build?: () => McpServer
}

interface Session {
  transport: WebStandardStreamableHTTPServerTransport
  server: McpServer
}

/** A small MCP server with sessions, by the official SDK: it counts, asks, samples, prompts and has notes. */
export async function startMcpServer(options: McpTestServerOptions): Promise<McpTestServer> {
  const sessions = new Map<string, Session>()
  const steps: string[] = []
  let last = new Headers()
  const answer = async (request: Request): Promise<Response> => {
    const foreign = originValidationResponse(request, localhostAllowedOrigins())
    if (foreign !== undefined) return foreign
    const id = request.headers.get('mcp-session-id')
    last = request.headers
    steps.push([request.method, await methodOf(request), id].filter(Boolean).join(' '))
    if (request.method === 'GET' && options.listens === false)
      return new Response('no stream here', { status: 405 })
    if (id === null) return open(request)
    const known = sessions.get(id)
    return known === undefined
      ? Response.json(
          { jsonrpc: '2.0', error: { code: -32001, message: 'Session not found' }, id: null },
          { status: 404 },
        )
      : known.transport.handleRequest(request)
  }
  const open = async (request: Request): Promise<Response> => {
    const server = options.build?.() ?? build(options)
    const transport = new WebStandardStreamableHTTPServerTransport({
      sessionIdGenerator: randomUUID,
      onsessioninitialized: (id) => void sessions.set(id, { transport, server }),
      onsessionclosed: (id) => void sessions.delete(id),
    })
    await server.connect(transport)
    return transport.handleRequest(request)
  }
  const listening = await listen(getRequestListener(answer, { overrideGlobalObjects: false }))
  return {
    ...listening,
    steps,
    headers: () => last,
    capabilities: () => [...sessions.values()].at(-1)?.server.server.getClientCapabilities(),
    restart: () => sessions.clear(),
    announce: async (uri) => {
      for (const { server } of sessions.values()) await server.server.sendResourceUpdated({ uri })
    },
  }
}

async function methodOf(request: Request): Promise<string> {
  if (request.method !== 'POST') return ''
  const message = z.object({ method: z.string() }).safeParse(await request.clone().json())
  return message.data?.method ?? 'answer'
}

const text = (value: string) => ({ content: [{ type: 'text' as const, text: value }] })

function build({ name, instructions, special }: McpTestServerOptions): McpServer {
  const server = new McpServer(
    { name, version: '1' },
    {
      capabilities: { resources: { subscribe: true } },
      ...(instructions !== undefined && { instructions }),
    },
  )
  let count = 0
  const said = z.object({ message: z.string() })
  server.registerTool('echo', { inputSchema: said }, ({ message }) =>
    text(`${name} heard ${message}`),
  )
  server.registerTool('count', { inputSchema: z.object({}) }, () => text(String((count += 1))))
  // Sent without a look at what the client can do: the gateway hides that from its targets.
  server.registerTool('ask', { inputSchema: z.object({}) }, async (_input, ctx) => {
    const params = {
      message: `${name} asks`,
      requestedSchema: { type: 'object', properties: { answer: { type: 'string' } } },
    }
    const answer = await ctx.mcpReq.send({ method: 'elicitation/create', params })
    return text(JSON.stringify(answer))
  })
  server.registerTool('sample', { inputSchema: z.object({}) }, async (_input, ctx) => {
    const params = {
      messages: [{ role: 'user', content: { type: 'text', text: 'hello' } }],
      maxTokens: 5,
    }
    const answer = await ctx.mcpReq.send({ method: 'sampling/createMessage', params })
    return text(JSON.stringify(answer.content))
  })
  if (special !== undefined)
    server.registerTool(special, { inputSchema: z.object({}) }, () => text(`only ${name} can`))
  server.registerPrompt('greet', {}, () => ({
    messages: [{ role: 'user', content: { type: 'text', text: `greeted by ${name}` } }],
  }))
  server.registerResource('note', 'memo://note', {}, (uri) => ({
    contents: [{ uri: uri.href, text: `a note of ${name}` }],
  }))
  server.server.setRequestHandler('resources/subscribe', () => ({}))
  server.server.setRequestHandler('resources/unsubscribe', () => ({}))
  return server
}
