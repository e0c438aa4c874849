import {
  Client,
  SSEClientTransport,
  StreamableHTTPClientTransport,
} from '@modelcontextprotocol/client'
import { Client as Client1 } from '@modelcontextprotocol/sdk/client/index.js'
import { SSEClientTransport as SseTransport1 } from '@modelcontextprotocol/sdk/client/sse.js'
import { StreamableHTTPClientTransport as HttpTransport1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js'

import type { Browser } from './browser.ts'

/** A gateway as one persona, and how it is spoken to. */
export interface Aim {
  gateway: string
  persona: string
  over: 'http' | 'sse'
}

/** One request that a client made, and what it got. */
interface Exchanged {
  method: string
  url: URL
  headers: Headers
  status: number
  answer: Headers
}

/** What the tests do with a client, whichever it is. */
export interface Connected {
  requests: Exchanged[]
  tools: () => Promise<string[]>
  /** The answer's content as JSON. */
  call: (name: string, input: Record<string, unknown>) => Promise<string>
  /** Of Streamable HTTP: takes back the session, with a DELETE. */
  leave: () => Promise<void>
  close: () => Promise<void>
}

/** A client's fetch in a page of the console: with what the page and its browser add. */
function fetchOf(browser: Browser) {
  const requests: Exchanged[] = []
  const cookie = [...browser.cookies].map(([name, { value }]) => `${name}=${value}`).join('; ')
  const own = { cookie, origin: browser.origin, 'x-csrf': '1', 'sec-fetch-site': 'same-origin' }
  const fetched = async (input: string | URL, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers)
    for (const [name, value] of Object.entries(own)) headers.set(name, value)
    const response = await fetch(input, { ...init, headers })
    const { status, headers: answer } = response
    requests.push({ method: init.method ?? 'GET', url: new URL(input), headers, status, answer })
    return response
  }
  return { requests, fetch: fetched }
}

const introduction = { name: 'official', version: '1' }

const addressOf = (browser: Browser, { persona, gateway }: Aim) =>
  new URL(`${browser.origin}/bff/p/${persona}/t/${gateway}`)

/** Package 2.x: `legacy` shakes hands, `auto` asks for 2026-07-28 first. */
async function connect2(browser: Browser, aim: Aim, mode: 'legacy' | 'auto'): Promise<Connected> {
  const { requests, fetch } = fetchOf(browser)
  const client = new Client(introduction, { versionNegotiation: { mode } })
  const url = addressOf(browser, aim)
  const http = new StreamableHTTPClientTransport(url, { fetch })
  await client.connect(aim.over === 'sse' ? new SSEClientTransport(url, { fetch }) : http)
  return {
    requests,
    tools: async () => (await client.listTools()).tools.map(({ name }) => name),
    call: async (name, input) =>
      JSON.stringify((await client.callTool({ name, arguments: input })).content),
    leave: () => http.terminateSession(),
    close: () => client.close(),
  }
}

/** Package 1.x, which most clients still are built with. */
async function connect1(browser: Browser, aim: Aim): Promise<Connected> {
  const { requests, fetch } = fetchOf(browser)
  const client = new Client1(introduction)
  const url = addressOf(browser, aim)
  const http = new HttpTransport1(url, { fetch })
  await client.connect(aim.over === 'sse' ? new SseTransport1(url, { fetch }) : http)
  return {
    requests,
    tools: async () => (await client.listTools()).tools.map(({ name }) => name),
    call: async (name, input) =>
      JSON.stringify((await client.callTool({ name, arguments: input })).content),
    leave: () => http.terminateSession(),
    close: () => client.close(),
  }
}

/** Both official packages, and both ways of the newer one, in a page of that browser. */
export const clients: Record<string, (browser: Browser, aim: Aim) => Promise<Connected>> = {
  'client 2, handshake': (browser, aim) => connect2(browser, aim, 'legacy'),
  'client 2, newest first': (browser, aim) => connect2(browser, aim, 'auto'),
  'sdk 1': connect1,
}
