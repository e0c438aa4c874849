import { afterEach, describe, expect, it } from 'vitest'

import { rpc, type Running } from '../../testing/gateway.ts'
import { listen } from '../../testing/listen.ts'
import { type McpTestServer, startMcpServer } from '../../testing/mcpServer.ts'
import { initialize, messagesOf, startTargets } from '../../testing/targets.ts'
import { startUpstream } from '../../testing/upstream.ts'

const running: { close: () => Promise<void> }[] = []
afterEach(async () => {
  await Promise.all(running.splice(0).map((part) => part.close()))
})

type FailureMode = 'FailClosed' | 'FailOpen'

/** A gateway before a server that answers and one that is not there, in this order or the other. */
async function withOneGone(failureMode: FailureMode, order = ['here', 'gone']): Promise<Running> {
  const here = await startMcpServer({ name: 'here' })
  const gone = await listen(() => undefined)
  await gone.close()
  const ports: Record<string, number> = { here: here.port, gone: gone.port }
  const named = Object.fromEntries(order.map((name) => [name, ports[name] ?? 0]))
  const gateway = await startTargets(named, { failureMode })
  running.push(gateway, here)
  return gateway
}

/** A gateway before two servers with sessions, the second of which is then lost. */
async function withOneLost(failureMode: FailureMode) {
  const servers: [McpTestServer, McpTestServer] = [
    await startMcpServer({ name: 'one' }),
    await startMcpServer({ name: 'two' }),
  ]
  const [one, two] = servers
  const gateway = await startTargets({ one: one.port, two: two.port }, { failureMode })
  running.push(gateway, ...servers)
  const headers = { 'mcp-session-id': await initialize(gateway) }
  two.restart()
  const ask = (method: string, params = {}) => gateway.post(rpc(7, method, params), headers)
  return { gateway, headers, ask }
}

const start = {
  protocolVersion: '2025-06-18',
  capabilities: {},
  clientInfo: { name: 'c', version: '1' },
}
const toolNames = (text: string) =>
  (messagesOf(text)[0] as unknown as { result: { tools: { name: string }[] } }).result.tools.map(
    ({ name }) => name,
  ) // the tests below read only this of a list

describe('failing closed', () => {
  it('refuses initialize while one target is not there', async () => {
    const gateway = await withOneGone('FailClosed')
    const response = await gateway.post(rpc('i', 'initialize', start))
    expect(response.status).toBe(500)
    expect(response.headers.get('mcp-session-id')).toBeNull()
    expect(await response.json()).toMatchObject({
      id: 'i',
      error: {
        code: -32603,
        message: expect.stringMatching(/^failed to send message: http upstream error: .*ECONNREF/),
      },
    })
  })

  it('passes on the answer of a target that lost its session', async () => {
    const { ask } = await withOneLost('FailClosed')
    const response = await ask('tools/list')
    expect(response.status).toBe(404)
    expect(await response.text()).toContain('Session not found')
  })

  it('still takes a call to the other target', async () => {
    const { ask } = await withOneLost('FailClosed')
    const response = await ask('tools/call', { name: 'one_count', arguments: {} })
    expect(response.status).toBe(200)
  })

  it('passes on the answer of a target that a notification does not reach', async () => {
    const { gateway, headers } = await withOneLost('FailClosed')
    const note = { jsonrpc: '2.0', method: 'notifications/initialized' }
    expect((await gateway.post(note, headers)).status).toBe(404)
  })
})

describe('failing open', () => {
  it.each([[['here', 'gone']], [['gone', 'here']]])(
    'opens a session on the targets that are there, of %j',
    async (order) => {
      const gateway = await withOneGone('FailOpen', order)
      const id = await initialize(gateway)
      const state = JSON.parse(Buffer.from(id, 'base64url').toString()) as {
        s: { t: string; s?: string }[]
        r?: string
      }
      expect(state.s.map(({ t }) => t)).toEqual(order)
      expect(state.s.find(({ t }) => t === 'gone')).toEqual({ t: 'gone' })
      expect(state.r).toMatch(/^[0-9a-f-]{36}$/)
    },
  )

  it('lists what the others have', async () => {
    const { ask } = await withOneLost('FailOpen')
    expect(toolNames(await (await ask('tools/list')).text())).toEqual([
      'one_echo',
      'one_count',
      'one_ask',
      'one_sample',
    ])
  })

  it('accepts a notification that not all targets take', async () => {
    const { gateway, headers } = await withOneLost('FailOpen')
    const note = { jsonrpc: '2.0', method: 'notifications/initialized' }
    expect((await gateway.post(note, headers)).status).toBe(202)
  })

  it('passes on the last answer where no target is left', async () => {
    const one = await startMcpServer({ name: 'one' })
    const gateway = await startTargets({ one: one.port }, { failureMode: 'FailOpen' })
    running.push(gateway, one)
    const headers = { 'mcp-session-id': await initialize(gateway) }
    one.restart()
    expect((await gateway.post(rpc(7, 'tools/list'), headers)).status).toBe(404)
  })
})

const without = () =>
  startUpstream({
    before: (response, message) => {
      const mine = 'method' in message && message.method === 'prompts/list'
      if (mine)
        response
          .writeHead(200, { 'content-type': 'application/json' })
          .end('{"jsonrpc":"2.0","id":7,"error":{"code":-32601,"message":"Method not found"}}')
      return mine
    },
  })

describe('a target that answers with an error', () => {
  it.each([
    ['FailClosed', [{ id: 7, error: { code: -32601, message: 'Method not found' } }]],
    ['FailOpen', [{ id: 7, result: { prompts: [{ name: 'has_greet' }, { name: 'has_secret' }] } }]],
  ] as const)('under %s', async (failureMode, expected) => {
    const has = await startUpstream()
    const lacks = await without()
    const gateway = await startTargets({ has: has.port, lacks: lacks.port }, { failureMode })
    running.push(gateway, has, lacks)
    const headers = { 'mcp-session-id': await initialize(gateway) }
    const response = await gateway.post(rpc(7, 'prompts/list'), headers)
    expect(response.status).toBe(200)
    expect(messagesOf(await response.text())).toMatchObject(expected)
  })
})
