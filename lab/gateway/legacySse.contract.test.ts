import { Client, SSEClientTransport } from '@modelcontextprotocol/client'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { type EventReader, openEvents } from './testing/eventReader.ts'
import { rpc, type Running } from './testing/gateway.ts'
import { startMcpServer } from './testing/mcpServer.ts'
import { startSseUpstream, type SseUpstream } from './testing/sseUpstream.ts'
import {
  asSolo,
  startWebsiteGateway,
  streamableBackend,
  toolRules,
} from './testing/websiteFetcher.ts'

let upstream: SseUpstream
let gateway: Running
let stream: EventReader
beforeEach(async () => {
  upstream = await startSseUpstream()
  gateway = await startWebsiteGateway(upstream.port, '/sse')
  stream = await openEvents(gateway.url, asSolo)
})
afterEach(async () => {
  stream.leave()
  await gateway.close()
  await upstream.close()
})

/** Where the stream's first event says that messages go. */
async function endpoint(): Promise<string> {
  const [, path] = /^event: endpoint\ndata: (.*)$/.exec(await stream.next()) ?? []
  return new URL(path ?? '', gateway.url).href
}
const post = (url: string, body: unknown, headers: Record<string, string> = asSolo) =>
  fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })

const begin = {
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: {
    protocolVersion: '2024-11-05',
    capabilities: {},
    clientInfo: { name: 'old', version: '1' },
  },
}
const call = rpc(2, 'tools/call', { name: 'fetch', arguments: {} })

describe('GET /sse', () => {
  it('opens a stream whose first event says where to post', async () => {
    expect(stream.response.status).toBe(200)
    expect(stream.response.headers.get('content-type')).toBe('text/event-stream')
    expect(stream.response.headers.get('cache-control')).toBe('no-cache')
    expect(await stream.next()).toMatch(
      /^event: endpoint\ndata: \/sse\?sessionId=[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
    )
  })

  it('keeps the query that it was asked with', async () => {
    stream.leave()
    stream = await openEvents(`${gateway.url}?a=1`, asSolo)
    expect(await stream.next()).toMatch(/data: \/sse\?a=1&sessionId=/)
  })

  it('asks nothing of the target before the client has said something', async () => {
    await stream.next()
    expect(upstream.steps).toEqual([])
  })

  it('takes a token, as everything here', async () => {
    const response = await fetch(gateway.url)
    expect([response.status, await response.text()]).toEqual([
      401,
      'authentication failure: no bearer token found',
    ])
  })
})

describe('POST /sse', () => {
  it('is 202 without a body, and the answer comes on the stream', async () => {
    const url = await endpoint()
    const response = await post(url, begin)
    expect([response.status, await response.text()]).toEqual([202, ''])
    expect(response.headers.get('content-type')).toBeNull()
    expect(await stream.next()).toBe(
      'event: message\ndata: {"jsonrpc":"2.0","id":1,"result":{"protocolVersion":"2024-11-05","capabilities":{"tools":{}},"serverInfo":{"name":"sse","version":"1"}}}',
    )
    expect((await post(url, { jsonrpc: '2.0', method: 'notifications/initialized' })).status).toBe(
      202,
    )
    await post(url, call)
    expect(await stream.next()).toBe(
      'event: message\ndata: {"jsonrpc":"2.0","id":2,"result":{"content":[{"type":"text","text":"a page"}]}}',
    )
    expect(upstream.steps.filter((step) => step.startsWith('GET'))).toHaveLength(1)
  })

  it('brings what the server says by itself, once the session has begun', async () => {
    await post(await endpoint(), begin)
    await stream.next()
    upstream.write('data: {"jsonrpc":"2.0","method":"notifications/tools/list_changed"}\n\n')
    expect(await stream.next()).toBe(
      'event: message\ndata: {"jsonrpc":"2.0","method":"notifications/tools/list_changed"}',
    )
  })

  it.each([
    ['no query', ''],
    ['another query', '?session_id=1'],
    ['two ids', '?sessionId=1&sessionId=2'],
  ])('with %s is 422', async (_, query) => {
    const response = await post(`${gateway.url}${query}`, call)
    expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([
      422,
      'text/plain',
      'mcp: failed to process session_id query parameter',
    ])
  })

  it('of an unknown session is 404, of no message 400', async () => {
    const unknown = await post(`${gateway.url}?sessionId=nobody`, call)
    expect([unknown.status, await unknown.text()]).toEqual([404, 'mcp: session not found'])
    const none = await post(await endpoint(), [call])
    expect(none.status).toBe(400)
    expect(await none.text()).toMatch(/^mcp: fail to deserialize request body: /)
  })

  it('of a refused tool is itself 400, and nothing comes on the stream', async () => {
    gateway.apply(toolRules('jwt.team == "other"'))
    const url = await endpoint()
    await post(url, begin)
    await stream.next()
    const refused = await post(url, call)
    expect([refused.status, await refused.json()]).toEqual([
      400,
      { jsonrpc: '2.0', id: 2, error: { code: -32602, message: 'Unknown tool: fetch' } },
    ])
    await post(url, rpc(3, 'tools/list'))
    expect(await stream.next()).toBe(
      'event: message\ndata: {"jsonrpc":"2.0","id":3,"result":{"tools":[]}}',
    )
    expect(upstream.steps).not.toContain('POST tools/call')
  })

  it('asks for a token each time', async () => {
    expect((await post(await endpoint(), begin, {})).status).toBe(401)
  })
})

describe('a session over /sse', () => {
  it('ends on the target when its client leaves, and is then unknown', async () => {
    const url = await endpoint()
    await post(url, begin)
    stream.leave()
    await vi.waitFor(() => expect(upstream.steps.at(-1)).toBe('left'))
    expect((await post(url, call)).status).toBe(404)
  })

  it('tells of the target that cut its stream', async () => {
    const url = await endpoint()
    await post(url, begin)
    await stream.next()
    upstream.cut()
    expect(await stream.next()).toContain('"code":-32603')
    const after = await post(url, call)
    expect([after.status, await after.json()]).toMatchObject([
      500,
      { error: { message: 'failed to send message: upstream closed on send' } },
    ])
  })

  it.each(['PUT', 'DELETE'])('knows no %s', async (method) => {
    const response = await fetch(gateway.url, { method, headers: asSolo })
    expect([response.status, await response.text()]).toEqual([
      405,
      'mcp: method not allowed; must be GET, POST, or DELETE',
    ])
  })

  it('is in the access log with its id', async () => {
    const url = await endpoint()
    await post(url, begin)
    stream.leave()
    const id = new URL(url).searchParams.get('sessionId')
    await vi.waitFor(() =>
      expect(gateway.lines.filter((line) => line.includes(`mcp.session.id=${id}`))).toHaveLength(2),
    )
  })

  it('leads to a target of the newer transport as well', async () => {
    const server = await startMcpServer({ name: 'newer' })
    gateway.apply(streamableBackend(server.port))
    const client = new Client({ name: 'old', version: '1' })
    await client.connect(
      new SSEClientTransport(new URL(gateway.url), { requestInit: { headers: asSolo } }),
    )
    const { content } = await client.callTool({ name: 'echo', arguments: { message: 'hi' } })
    expect(content).toEqual([{ type: 'text', text: 'newer heard hi' }])
    await client.close()
    await vi.waitFor(() => expect(server.steps.at(-1)).toMatch(/^DELETE /))
    await server.close()
  })
})
