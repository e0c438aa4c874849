import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { type Knowledge, createKnowledge } from './knowledge.ts'

/** What tests read of a JSON-RPC answer. */
interface RpcAnswer {
  id: number
  result?: {
    tools?: { name: string; inputSchema: Record<string, unknown> }[]
    content?: { type: string; text: string }[]
    structuredContent?: Record<string, unknown>
    isError?: boolean
  }
  error?: { code: number; message: string }
}

/** A knowledge base that really listens, for tests that speak its wire. */
export interface RunningKnowledge {
  knowledge: Knowledge
  origin: string
  post(body: unknown, headers?: Record<string, string>): Promise<Response>
  rpc(method: string, params?: unknown): Promise<RpcAnswer>
  /** The text of a tool's answer. */
  text(tool: string, args?: unknown): Promise<string>
  stop(): Promise<void>
}

export async function runKnowledge(): Promise<RunningKnowledge> {
  const knowledge = await createKnowledge()
  const server = createServer(knowledge.handler).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // a TCP server that listens has one
  const origin = `http://127.0.0.1:${port}`

  const post = (body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${origin}/mcp`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Accept: 'application/json, text/event-stream',
        'MCP-Protocol-Version': '2025-06-18',
        ...headers,
      },
      body: JSON.stringify(body),
    })
  const rpc = async (method: string, params: unknown = {}) =>
    dataOf(await (await post({ jsonrpc: '2.0', id: 1, method, params })).text())
  return {
    knowledge,
    origin,
    post,
    rpc,
    text: async (tool, args = {}) =>
      (await rpc('tools/call', { name: tool, arguments: args })).result?.content?.[0]?.text ?? '',
    stop: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
      await knowledge.close?.()
    },
  }
}

/** The JSON of the one `data:` line that an answer over SSE has. */
export function dataOf(body: string): RpcAnswer {
  const line = body.split('\n').find((each) => each.startsWith('data: '))
  if (line === undefined) throw new Error(`no data line in: ${body}`)
  return JSON.parse(line.slice('data: '.length)) as RpcAnswer // the server under test is what the tests then check
}
