import { afterAll, beforeAll, expect, test } from 'vitest'

import { type RunningKnowledge, dataOf, runKnowledge } from './running.ts'

let kb: RunningKnowledge
beforeAll(async () => {
  kb = await runKnowledge()
})
afterAll(() => kb.stop())

const list = { jsonrpc: '2.0', id: 7, method: 'tools/list', params: {} }

test.each(['2024-11-05', '2025-03-26', '2025-06-18', '2025-11-25'])(
  'one POST without a handshake is answered as one SSE message in revision %s',
  async (version) => {
    const answer = await kb.post(list, { 'MCP-Protocol-Version': version })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('text/event-stream')
    expect(answer.headers.get('mcp-session-id')).toBeNull()
    const body = await answer.text()
    expect(body).toMatch(/^event: message\ndata: \{.*\}\n\n$/)
    expect(dataOf(body).id).toBe(7)
  },
)

test('initialize names the server, offers tools, and issues no session', async () => {
  const params = {
    protocolVersion: '2025-06-18',
    capabilities: {},
    clientInfo: { name: 'test', version: '1' },
  }
  const answer = await kb.post({ jsonrpc: '2.0', id: 1, method: 'initialize', params })
  expect(answer.headers.get('mcp-session-id')).toBeNull()
  expect(dataOf(await answer.text()).result).toMatchObject({
    protocolVersion: '2025-06-18',
    capabilities: { tools: {} },
    serverInfo: { name: 'parallax-lab-knowledge-base' },
  })
})

test('a notification is accepted with 202 and no body', async () => {
  const answer = await kb.post({ jsonrpc: '2.0', method: 'notifications/initialized' })
  expect([answer.status, await answer.text()]).toEqual([202, ''])
})

test.each(['GET', 'DELETE'])('%s is not allowed where there are no sessions', async (method) => {
  const headers = { Accept: 'text/event-stream' }
  expect((await fetch(`${kb.origin}/mcp`, { method, headers })).status).toBe(405)
})

test.each([
  ['an unknown protocol version', { 'MCP-Protocol-Version': '1900-01-01' }, 400],
  ['an Accept header without text/event-stream', { Accept: 'application/json' }, 406],
  ['a body that is not called JSON', { 'Content-Type': 'text/plain' }, 415],
  ['a foreign Origin', { Origin: 'http://evil.example' }, 403],
])('%s is refused', async (_, headers, status) => {
  expect((await kb.post(list, headers)).status).toBe(status)
})

test('liveness says what is loaded', async () => {
  const answer = await fetch(`${kb.origin}/healthz`)
  expect(await answer.json()).toMatchObject({ status: 'ok', products: 7 })
})

test('any other path says where to go', async () => {
  const answer = await fetch(`${kb.origin}/sse`)
  expect(answer.status).toBe(404)
  expect(await answer.text()).toContain('MCP is at /mcp')
})

test('only tools/call counts as a call, and reset begins anew', async () => {
  kb.knowledge.reset()
  await kb.rpc('tools/list')
  expect(kb.knowledge.toolCalls()).toBe(0)
  await kb.rpc('tools/call', { name: 'list_products', arguments: {} })
  await kb.rpc('tools/call', { name: 'no_such_tool', arguments: {} })
  expect(kb.knowledge.toolCalls()).toBe(2)
  kb.knowledge.reset()
  expect(kb.knowledge.toolCalls()).toBe(0)
})
