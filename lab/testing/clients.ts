import {
  Client,
  SSEClientTransport,
  StreamableHTTPClientTransport,
} from '@modelcontextprotocol/client'
import { Client as Client1 } from '@modelcontextprotocol/sdk/client/index.js'
import { SSEClientTransport as SseTransport1 } from '@modelcontextprotocol/sdk/client/sse.js'
import { StreamableHTTPClientTransport as HttpTransport1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js'

/** An endpoint, and how it is spoken to. */
export interface Endpoint {
  url: string
  transport: 'http' | 'sse'
  token?: string
}

/** What the tests do with a client, whichever it is. */
export interface Connected {
  tools: () => Promise<string[]>
  /** The answer's content as JSON. @throws what the client throws */
  call: (name: string, input: Record<string, unknown>) => Promise<string>
  close: () => Promise<void>
}

const introduction = { name: 'official', version: '1' }

const headers = ({ token }: Endpoint) => ({
  requestInit: { headers: token === undefined ? {} : { authorization: `Bearer ${token}` } },
})

/** Package 2.x: `legacy` shakes hands, `auto` asks for 2026-07-28 first. */
async function connect2(endpoint: Endpoint, mode: 'legacy' | 'auto'): Promise<Connected> {
  const client = new Client(introduction, { versionNegotiation: { mode } })
  const Transport =
    endpoint.transport === 'sse' ? SSEClientTransport : StreamableHTTPClientTransport
  await client.connect(new Transport(new URL(endpoint.url), headers(endpoint)))
  return {
    tools: async () => (await client.listTools()).tools.map(({ name }) => name),
    call: async (name, input) =>
      JSON.stringify((await client.callTool({ name, arguments: input })).content),
    close: () => client.close(),
  }
}

/** Package 1.x, which most clients still are built with. */
async function connect1(endpoint: Endpoint): Promise<Connected> {
  const client = new Client1(introduction)
  const Transport = endpoint.transport === 'sse' ? SseTransport1 : HttpTransport1
  await client.connect(new Transport(new URL(endpoint.url), headers(endpoint)))
  return {
    tools: async () => (await client.listTools()).tools.map(({ name }) => name),
    call: async (name, input) =>
      JSON.stringify((await client.callTool({ name, arguments: input })).content),
    close: () => client.close(),
  }
}

/** Both official packages, and both ways of the newer one. */
export const clients: Record<string, (endpoint: Endpoint) => Promise<Connected>> = {
  'client 2, handshake': (endpoint) => connect2(endpoint, 'legacy'),
  'client 2, newest first': (endpoint) => connect2(endpoint, 'auto'),
  'sdk 1': connect1,
}
