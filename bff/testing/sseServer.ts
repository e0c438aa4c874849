import type { IncomingMessage, ServerResponse } from 'node:http'

import { serve, textOf } from './serve.ts'
import { type tokenSource, upstreamOf } from './upstream.ts'

export interface Rpc {
  id?: number | string
  method?: string
  params?: Record<string, unknown>
  result?: unknown
  error?: unknown
}

interface Behaviour {
  /** What its stream names as the place for messages; `?session=N` unless it says otherwise. */
  endpoint?: (count: number) => string
  /** What it says on the stream to a message; nothing for undefined. */
  answer?: (rpc: Rpc) => object | undefined
  /** Status of a POST whose session it does not know. */
  unknown?: number
  tokens?: ReturnType<typeof tokenSource>
  transport?: 'sse' | 'streamable-http'
  limits?: Parameters<typeof upstreamOf>[0]['limits']
}

/** A server of MCP 2024-11-05: answers on the stream of a GET. With what a console saw of it. */
export async function sseServer(behaviour: Behaviour = {}) {
  const { endpoint = (count: number) => `?session=${count}`, answer, transport } = behaviour
  const streams = new Map<string, ServerResponse>()
  const heard: Rpc[] = []
  const headers: IncomingMessage['headers'][] = []
  const say = (session: string, message: object) =>
    streams.get(session)?.write(`event: message\ndata: ${JSON.stringify(message)}\n\n`)

  async function post(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const session = new URL(request.url ?? '', 'http://server').searchParams.get('session')
    const rpc = JSON.parse(await textOf(request)) as Rpc // what the code under test sent
    if (session === null) return void response.writeHead(405).end()
    if (!streams.has(session)) return void response.writeHead(behaviour.unknown ?? 404).end()
    heard.push(rpc)
    headers.push(request.headers)
    response.writeHead(202).end('Accepted')
    if (rpc.method === 'initialize') say(session, { jsonrpc: '2.0', id: rpc.id, result: welcome })
    const said = answer?.(rpc)
    if (said !== undefined) say(session, { jsonrpc: '2.0', ...said })
  }

  const served = await serve((request, response) => {
    if (request.method === 'POST') {
      void post(request, response)
      return
    }
    const session = String(streams.size + 1)
    streams.set(session, response)
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write(`event: endpoint\ndata: ${endpoint(Number(session))}\n\n`)
  })
  const parts = upstreamOf({
    gateways: { kb: { url: `${served.origin}/sse`, ...(transport && { transport }) } },
    ...(behaviour.tokens && { tokens: behaviour.tokens }),
    ...(behaviour.limits && { limits: behaviour.limits }),
  })
  return {
    ...served,
    ...parts,
    heard,
    headers,
    say,
    /** Ends every stream, and forgets their sessions. */
    cut() {
      for (const stream of streams.values()) stream.end()
      streams.clear()
    },
    forget: () => streams.clear(),
  }
}

const welcome = {
  protocolVersion: '2024-11-05',
  capabilities: { tools: {} },
  serverInfo: { name: 'old', version: '1' },
}

/** Answers tools/list with one tool and every call with a text. */
export const oneTool = ({ id, method }: Rpc): object | undefined => {
  if (method === 'tools/list') return { id, result: { tools: [{ name: 'echo', inputSchema: {} }] } }
  if (method === 'tools/call') return { id, result: { content: [{ type: 'text', text: 'hi' }] } }
  return undefined
}
