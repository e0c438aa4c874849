import { afterEach, describe, expect, it, vi } from 'vitest'

import { rpc, type Running } from './testing/gateway.ts'
import { listen } from './testing/listen.ts'
import { startMcpServer } from './testing/mcpServer.ts'
import {
  startSseUpstream,
  type SseUpstream,
  type SseUpstreamOptions,
} from './testing/sseUpstream.ts'
import { initialize, messagesOf, startSseTargets } from './testing/targets.ts'

const open: { close: () => Promise<void> }[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((item) => item.close()))
})

type Routing = 'Stateful' | 'Stateless'

async function start(
  sessionRouting: Routing,
  options: SseUpstreamOptions = {},
): Promise<{ upstream: SseUpstream; gateway: Running }> {
  const upstream = await startSseUpstream(options)
  const gateway = await startSseTargets({ page: upstream.port }, { sessionRouting })
  open.push(gateway, upstream)
  return { upstream, gateway }
}

const call = (name: string) => rpc(7, 'tools/call', { name, arguments: {} })

describe('a target over HTTP with SSE, stateless', () => {
  it('is asked over a connection of its own for each request', async () => {
    const { upstream, gateway } = await start('Stateless')
    for (const _ of [1, 2]) {
      const response = await gateway.post(call('fetch'))
      expect(response.headers.get('mcp-session-id')).toBeNull()
      expect(await response.text()).toBe(
        'event: message\ndata: {"jsonrpc":"2.0","id":7,"result":{"content":[{"type":"text","text":"a page"}]}}\n\n',
      )
    }
    const once = [
      'GET /sse',
      'POST initialize',
      'POST notifications/initialized',
      'POST tools/call',
      'left',
    ]
    await vi.waitFor(() => expect(upstream.steps).toEqual([...once, ...once]))
  })

  it('gets what the client sent along, but not what belongs to one hop', async () => {
    const { upstream, gateway } = await start('Stateless')
    await (await gateway.post(rpc(1, 'tools/list'), { 'x-team': 'blue' })).text()
    expect(upstream.headers['GET']).toMatchObject({ accept: 'text/event-stream', 'x-team': 'blue' })
    expect(upstream.headers['POST']).toMatchObject({
      'content-type': 'application/json',
      'x-team': 'blue',
      host: `127.0.0.1:${upstream.port}`,
    })
  })

  it('that cuts its stream is an error frame', async () => {
    const cutter: { cut?: () => void } = {}
    const { upstream, gateway } = await start('Stateless', {
      before: (_response, message) => {
        if (message !== undefined && 'method' in message && message.method === 'tools/call')
          setImmediate(() => cutter.cut?.())
        return false
      },
    })
    cutter.cut = upstream.cut
    const response = await gateway.post(call('hang'))
    expect(response.status).toBe(200)
    expect(await response.text()).toBe(
      'event: message\ndata: {"jsonrpc":"2.0","id":7,"error":{"code":-32603,"message":"upstream closed on receive"}}\n\n',
    )
  })

  it('that is not there is HTTP 500', async () => {
    const gone = await listen(() => undefined)
    await gone.close()
    const gateway = await startSseTargets({ page: gone.port }, { sessionRouting: 'Stateless' })
    open.push(gateway)
    const response = await gateway.post(call('fetch'))
    expect([response.status, response.headers.get('content-type')]).toEqual([
      500,
      'application/json',
    ])
    expect(await response.json()).toEqual({
      jsonrpc: '2.0',
      id: 0,
      error: {
        code: -32603,
        message: expect.stringMatching(
          /^failed to send message: http upstream error: http request failed: .*ECONNREFUSED/,
        ),
      },
    })
  })

  it.each([
    ['no event stream', { 'content-type': 'text/html' }, 'unexpected content type: text/html'],
    [
      'a stream that says nothing',
      { 'content-type': 'text/event-stream' },
      'unexpected empty stream',
    ],
  ])('that answers with %s is HTTP 500', async (_, headers, why) => {
    const { gateway } = await start('Stateless', {
      before: (response) => {
        response.writeHead(200, headers).end()
        return true
      },
    })
    const response = await gateway.post(call('fetch'))
    expect(response.status).toBe(500)
    expect(await response.json()).toMatchObject({
      error: {
        message: `failed to send message: http upstream error: http request failed: ${why}`,
      },
    })
  })

  it.each([['GET'], ['POST']])('that refuses %s is passed on as it is', async (verb) => {
    const { gateway } = await start('Stateless', {
      before: (response, message) => {
        if ((message === undefined) !== (verb === 'GET')) return false
        response.writeHead(401, { 'content-type': 'text/x-own', 'x-own': '1' }).end('not you')
        return true
      },
    })
    const response = await gateway.post(call('fetch'))
    expect([response.status, response.headers.get('x-own'), await response.text()]).toEqual([
      401,
      '1',
      'not you',
    ])
  })

  it.each([
    ['a path', '/say?to=1'],
    ['a query', '?to=1'],
    ['a name', 'say?to=1'],
    ['a URL, of which the host is not believed', 'http://somewhere.test/say?to=1'],
  ])('may name its endpoint by %s', async (_, endpoint) => {
    const { gateway } = await start('Stateless', { endpoint })
    expect(await (await gateway.post(call('fetch'))).text()).toContain('a page')
  })
})

describe('a target over HTTP with SSE, stateful', () => {
  it('keeps one connection for the session, whose id nobody can read', async () => {
    const { upstream, gateway } = await start('Stateful')
    const session = await initialize(gateway)
    expect(session).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    const as = { 'mcp-session-id': session }
    await gateway.post({ jsonrpc: '2.0', method: 'notifications/initialized' }, as)
    expect(await (await gateway.post(call('fetch'), as)).text()).toContain('a page')
    expect(upstream.steps).toEqual([
      'GET /sse',
      'POST initialize',
      'POST notifications/initialized',
      'POST tools/call',
    ])
  })

  it('ends with DELETE, and cannot be taken up again', async () => {
    const { upstream, gateway } = await start('Stateful')
    const as = { 'mcp-session-id': await initialize(gateway) }
    expect((await fetch(gateway.url, { method: 'DELETE', headers: as })).status).toBe(202)
    await vi.waitFor(() => expect(upstream.steps.at(-1)).toBe('left'))
    const after = await gateway.post(call('fetch'), as)
    expect([after.status, await after.text()]).toEqual([400, 'mcp: invalid session ID header'])
  })

  it('is lost when the server cuts the stream', async () => {
    const { upstream, gateway } = await start('Stateful')
    const as = { 'mcp-session-id': await initialize(gateway) }
    const waiting = await gateway.post(call('hang'), as)
    upstream.cut()
    expect(messagesOf(await waiting.text())).toEqual([
      { jsonrpc: '2.0', id: 7, error: { code: -32603, message: 'upstream closed on receive' } },
    ])
    const after = await gateway.post(call('fetch'), as)
    expect(after.status).toBe(500)
    expect(await after.json()).toEqual({
      jsonrpc: '2.0',
      id: 7,
      error: { code: -32603, message: 'failed to send message: upstream closed on send' },
    })
  })

  it('says on the GET stream what nobody asked for, and keeps answers out of it', async () => {
    const { upstream, gateway } = await start('Stateful')
    const as = { 'mcp-session-id': await initialize(gateway) }
    const stream = await fetch(gateway.url, { headers: { ...as, accept: 'text/event-stream' } })
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader()
    await (await gateway.post(call('fetch'), as)).text()
    upstream.write('data: {"jsonrpc":"2.0","method":"notifications/tools/list_changed"}\n\n')
    expect((await reader?.read())?.value).toBe(
      'event: message\ndata: {"jsonrpc":"2.0","method":"notifications/tools/list_changed"}\n\n',
    )
    upstream.cut()
    expect((await reader?.read())?.value).toContain('upstream stream ended unexpectedly')
  })

  it('stands beside a target of the newer transport', async () => {
    const upstream = await startSseUpstream()
    const other = await startMcpServer({ name: 'other' })
    const gateway = await startSseTargets({ page: upstream.port }, {}, { other: other.port })
    open.push(gateway, upstream, other)
    const as = { 'mcp-session-id': await initialize(gateway) }
    expect(as['mcp-session-id']).toMatch(/^[0-9a-f-]{36}$/)
    const list = await gateway.post(rpc(2, 'tools/list'), as)
    const [answer] = messagesOf(await list.text())
    expect(JSON.stringify(answer)).toMatch(/"page_fetch".*"other_echo"/)
    expect(await (await gateway.post(call('page_fetch'), as)).text()).toContain('a page')
    await fetch(gateway.url, { method: 'DELETE', headers: as })
    await vi.waitFor(() => expect(upstream.steps.at(-1)).toBe('left'))
  })

  it('is let go where another target fails the handshake', async () => {
    const upstream = await startSseUpstream()
    const gone = await listen(() => undefined)
    await gone.close()
    const gateway = await startSseTargets({ page: upstream.port }, {}, { gone: gone.port })
    open.push(gateway, upstream)
    await expect(initialize(gateway)).rejects.toThrow('HTTP 500')
    await vi.waitFor(() => expect(upstream.steps.at(-1)).toBe('left'))
  })
})
