import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'

import { isRequest, parseMessage, type RpcMessage } from '../core/jsonrpc.ts'
import { readBody } from '../core/readBody.ts'
import { listen, type Listening } from './listen.ts'

export interface SseUpstream extends Listening {
  /** `GET /sse`, `POST initialize`, `left`, … in the order of arrival. */
  steps: string[]
  /** Headers of the last request of each method. */
  headers: Record<string, IncomingHttpHeaders>
  /** Writes to every open stream as it is. */
  write: (text: string) => void
  /** Ends every open stream. */
  cut: () => void
}

export interface SseUpstreamOptions {
  /** The data of the first event; `/say?to=<number>` where none is given. */
  endpoint?: string
  /** Answers in its own way; true where it did. */
  before?: (response: ServerResponse, message: RpcMessage | undefined) => boolean
}

const results: Record<string, object> = {
  initialize: {
    protocolVersion: '2024-11-05',
    capabilities: { tools: {} },
    serverInfo: { name: 'sse', version: '1' },
  },
  'tools/list': { tools: [{ name: 'fetch', inputSchema: { type: 'object' } }] },
  'tools/call': { content: [{ type: 'text', text: 'a page' }] },
}

/** A small MCP server over HTTP with SSE. Silent about tools/call named `hang`. */
export async function startSseUpstream(options: SseUpstreamOptions = {}): Promise<SseUpstream> {
  const streams = new Set<ServerResponse>()
  const steps: string[] = []
  const headers: SseUpstream['headers'] = {}
  const write = (text: string): void => streams.forEach((stream) => stream.write(text))

  const open = (response: ServerResponse): void => {
    streams.add(response)
    response.once('close', () => {
      streams.delete(response)
      steps.push('left')
    })
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write(`: hello\n\nevent: endpoint\ndata: ${options.endpoint ?? '/say?to=1'}\n\n`)
  }
  const answer = (message: RpcMessage): void => {
    if (!isRequest(message) || message.params?.['name'] === 'hang') return
    const { id, method } = message
    const result = results[method] ?? {}
    write(`event: message\ndata: ${JSON.stringify({ jsonrpc: '2.0', id, result })}\n\n`)
  }

  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readBody(request)
    const message = body === '' ? undefined : parseMessage(JSON.parse(body))
    const method = message && 'method' in message ? message.method : (request.url ?? '')
    steps.push(`${request.method} ${method}`)
    headers[request.method ?? ''] = request.headers
    if (options.before?.(response, message)) return
    if (message === undefined) return open(response)
    response.writeHead(202).end('Accepted')
    answer(message)
  }
  const server = await listen((request, response) => void take(request, response))
  return {
    ...server,
    steps,
    headers,
    write,
    cut: () => streams.forEach((stream) => stream.destroy()),
  }
}
