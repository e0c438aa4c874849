import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { rpc, type Running } from '../../testing/gateway.ts'
import { type McpTestServer, startMcpServer } from '../../testing/mcpServer.ts'
import { initialize, messagesOf, startTargets } from '../../testing/targets.ts'

let server: McpTestServer
let gateway: Running
beforeEach(async () => {
  server = await startMcpServer({ name: 'everything' })
  gateway = await startTargets({ everything: server.port })
})
afterEach(async () => {
  await gateway.close()
  await server.close()
})

const count = rpc(2, 'tools/call', { name: 'count', arguments: {} })
const decoded = (id: string) => JSON.parse(Buffer.from(id, 'base64url').toString()) as unknown
const encoded = (state: unknown) => Buffer.from(JSON.stringify(state)).toString('base64url')
const inner = (step: string | undefined) => step?.split(' ').at(-1) ?? ''
const textOf = async (response: Response) => [response.status, await response.text()]

describe('initialize', () => {
  it('answers with an envelope of the session that the target opened', async () => {
    const id = await initialize(gateway)
    await gateway.post(count, { 'mcp-session-id': id })
    expect(decoded(id)).toEqual({ t: 'mcp', s: [{ t: 'everything', s: inner(server.steps[1]) }] })
    expect(id).toBe(encoded({ t: 'mcp', s: [{ t: 'everything', s: inner(server.steps[1]) }] }))
    expect(server.steps[0]).toBe('POST initialize')
  })

  it('is answered by the only target itself, as an event stream', async () => {
    const response = await gateway.post(
      rpc('i', 'initialize', {
        protocolVersion: '2025-06-18',
        capabilities: {},
        clientInfo: { name: 'c', version: '1' },
      }),
    )
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('text/event-stream')
    expect(messagesOf(await response.text())).toMatchObject([
      { id: 'i', result: { serverInfo: { name: 'everything' } } },
    ])
  })

  it('opens another session each time', async () => {
    expect(await initialize(gateway)).not.toBe(await initialize(gateway))
  })
})

describe('a session', () => {
  it('is kept: what the target remembers grows', async () => {
    const headers = { 'mcp-session-id': await initialize(gateway) }
    await gateway.post(count, headers)
    const [answer] = messagesOf(await (await gateway.post(count, headers)).text())
    expect(answer).toMatchObject({ id: 2, result: { content: [{ text: '2' }] } })
  })

  it('gives no new id with later answers, and is in the access log', async () => {
    const id = await initialize(gateway)
    const response = await gateway.post(count, { 'mcp-session-id': id })
    await response.text()
    expect(response.headers.get('mcp-session-id')).toBeNull()
    expect(gateway.lines.at(-1)).toContain(`mcp.session.id=${id} `)
  })

  it('that another process opened is resumed from its envelope', async () => {
    const id = await initialize(gateway)
    const twin = await startTargets({ everything: server.port })
    const [answer] = messagesOf(await (await twin.post(count, { 'mcp-session-id': id })).text())
    expect(answer).toMatchObject({ result: { content: [{ text: '1' }] } })
    await twin.close()
  })

  it('that the target has lost is answered by the target itself', async () => {
    const id = await initialize(gateway)
    server.restart()
    expect(await textOf(await gateway.post(count, { 'mcp-session-id': id }))).toEqual([
      404,
      '{"jsonrpc":"2.0","error":{"code":-32001,"message":"Session not found"},"id":null}',
    ])
  })

  it('takes notifications and answers with 202 and nothing else', async () => {
    const headers = { 'mcp-session-id': await initialize(gateway) }
    const response = await gateway.post(
      { jsonrpc: '2.0', method: 'notifications/initialized' },
      headers,
    )
    expect(await textOf(response)).toEqual([202, ''])
    expect(response.headers.get('content-type')).toBeNull()
  })
})

describe('a POST is refused when', () => {
  it.each([
    ['a request', count],
    ['a notification', { jsonrpc: '2.0', method: 'notifications/initialized' }],
    ['an answer', { jsonrpc: '2.0', id: 1, result: {} }],
  ])('%s has no session', async (_what, body) => {
    const response = await gateway.post(body)
    expect(response.headers.get('content-type')).toBe('text/plain')
    expect(await textOf(response)).toEqual([
      400,
      'mcp: session header is required for non-initialize requests',
    ])
    expect(server.steps).toEqual([])
  })

  it.each([
    ['a word', 'nope'],
    ['a bare UUID', '042e565e-1289-4999-938d-a1f34a30932f'],
    ['padded', `${Buffer.from('{"t":"mcp","s":[{}]} ').toString('base64url')}==`],
    ['standard base64', Buffer.from('{"t":"mcp","s":["\u00bf\u00be"]}').toString('base64')],
    ['of an unknown kind', encoded({ t: 'udp', s: [] })],
    ['of an unknown member', encoded({ t: 'mcp', s: [], x: 1 })],
  ])('its session is %s', async (_what, id) => {
    const response = await gateway.post(count, { 'mcp-session-id': id })
    expect(response.headers.get('content-type')).toBe('text/plain')
    expect(await textOf(response)).toEqual([400, 'mcp: invalid session ID header'])
  })

  it.each([
    ['HTTP’s and not MCP’s', { t: 'http', backend: '127.0.0.1:1' }],
    ['of another target', { t: 'mcp', s: [{ t: 'other', s: 'x' }] }],
    [
      'of more targets',
      {
        t: 'mcp',
        s: [
          { t: 'everything', s: 'x' },
          { t: 'other', s: 'y' },
        ],
      },
    ],
    ['of none', { t: 'mcp', s: [] }],
    ['partly unnamed', { t: 'mcp', s: [{ t: 'everything' }, {}] }],
  ])('its session is %s', async (_what, state) => {
    const response = await gateway.post(count, { 'mcp-session-id': encoded(state) })
    expect(await textOf(response)).toEqual([404, 'mcp: session not found'])
  })
})

const end = (headers: Record<string, string>) => fetch(gateway.url, { method: 'DELETE', headers })

describe('DELETE', () => {
  it('ends the session at the target; the same id is resumed and gets the target’s own answer', async () => {
    const id = await initialize(gateway)
    const response = await end({ 'mcp-session-id': id })
    expect(await textOf(response)).toEqual([202, ''])
    expect(server.steps.at(-1)).toMatch(/^DELETE /)
    expect((await gateway.post(count, { 'mcp-session-id': id })).status).toBe(404)
    expect(server.steps.at(-1)).toMatch(/^POST tools\/call /)
  })

  it('of a session that nobody knows is accepted and reaches no target', async () => {
    expect(await textOf(await end({ 'mcp-session-id': 'nope' }))).toEqual([202, ''])
    expect(server.steps).toEqual([])
  })

  it('without a session is refused', async () => {
    expect(await textOf(await end({}))).toEqual([400, 'mcp: session ID is required'])
  })
})

describe('with a session key', () => {
  const sessionKey = 'a1'.repeat(32)

  it('an id cannot be read, works, and is not accepted under another key', async () => {
    const secret = await startTargets({ everything: server.port }, {}, { sessionKey })
    const id = await initialize(secret)
    expect(() => decoded(id)).toThrow()
    expect(Buffer.from(id, 'base64').toString('base64')).toBe(id)
    const [answer] = messagesOf(await (await secret.post(count, { 'mcp-session-id': id })).text())
    expect(answer).toMatchObject({ result: { content: [{ text: '1' }] } })
    expect((await gateway.post(count, { 'mcp-session-id': id })).status).toBe(400)
    await secret.close()
  })

  it('an id of one process is good in another that has the key', async () => {
    const one = await startTargets({ everything: server.port }, {}, { sessionKey })
    const id = await initialize(one)
    await one.close()
    const other = await startTargets({ everything: server.port }, {}, { sessionKey })
    expect((await other.post(count, { 'mcp-session-id': id })).status).toBe(200)
    await other.close()
  })

  it('of the wrong length the gateway does not start', async () => {
    await expect(
      startTargets({ everything: server.port }, {}, { sessionKey: 'short' }),
    ).rejects.toThrow('SESSION_KEY is not 64 hexadecimal digits')
  })
})
