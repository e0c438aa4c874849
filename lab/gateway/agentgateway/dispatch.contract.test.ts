import { describe, expect, it, vi } from 'vitest'

import { rpc } from '../testing/gateway.ts'
import { itAnswers, modern, modernHeaders, type Row, useWire } from '../testing/wire.ts'

const wire = useWire()
const list = rpc(1, 'tools/list', {})
const call = (name: string) => rpc(3, 'tools/call', { name, arguments: {} })

const rows: Row[] = [
  {
    when: 'the tool is denied',
    body: call('get_product_info'),
    status: 400,
    type: 'application/json',
    text: '{"jsonrpc":"2.0","id":3,"error":{"code":-32602,"message":"Unknown tool: get_product_info"}}',
  },
  {
    when: 'the prompt is denied',
    body: rpc('p', 'prompts/get', { name: 'secret' }),
    status: 400,
    type: 'application/json',
    text: '{"jsonrpc":"2.0","id":"p","error":{"code":-32602,"message":"Unknown prompt: secret"}}',
  },
  {
    when: 'the resource is denied',
    body: rpc(4, 'resources/read', { uri: 'kb://closed' }),
    status: 400,
    type: 'application/json',
    text: '{"jsonrpc":"2.0","id":4,"error":{"code":-32602,"message":"Unknown resource: kb://closed"}}',
  },
  {
    when: 'completion concerns a denied prompt',
    body: rpc(4, 'completion/complete', {
      ref: { type: 'ref/prompt', name: 'secret' },
      argument: {},
    }),
    status: 400,
    type: 'application/json',
    text: '{"jsonrpc":"2.0","id":4,"error":{"code":-32602,"message":"Unknown prompt: secret"}}',
  },
  {
    when: 'the task is denied',
    body: rpc(4, 'tasks/get', { taskId: 't1' }),
    status: 400,
    type: 'application/json',
    text: '{"jsonrpc":"2.0","id":4,"error":{"code":-32602,"message":"Unknown task: t1"}}',
  },
  {
    when: 'a notification is accepted',
    body: { jsonrpc: '2.0', method: 'notifications/initialized' },
    status: 202,
    type: null,
    text: '',
  },
  {
    when: 'an answer of the client is accepted',
    body: { jsonrpc: '2.0', id: 1, result: {} },
    status: 202,
    type: null,
    text: '',
  },
  {
    when: 'a legacy client pings',
    body: rpc(2, 'ping'),
    status: 200,
    type: 'text/event-stream',
    text: 'event: message\ndata: {"jsonrpc":"2.0","id":2,"result":{}}\n\n',
  },
  {
    when: 'a call is allowed, without the members of a later era',
    body: call('search'),
    status: 200,
    type: 'text/event-stream',
    text: 'event: message\ndata: {"jsonrpc":"2.0","id":3,"result":{"content":[{"type":"text","text":"# kgateway"}]}}\n\n',
  },
  {
    when: 'prompts are listed',
    body: rpc(1, 'prompts/list'),
    status: 200,
    type: 'text/event-stream',
    text: 'event: message\ndata: {"jsonrpc":"2.0","id":1,"result":{"prompts":[{"name":"greet"}]}}\n\n',
  },
  {
    when: 'resources are listed',
    body: rpc(1, 'resources/list'),
    status: 200,
    type: 'text/event-stream',
    text: 'event: message\ndata: {"jsonrpc":"2.0","id":1,"result":{"resources":[{"uri":"kb://open","name":"o"}]}}\n\n',
  },
  {
    when: 'templates are listed',
    body: rpc(1, 'resources/templates/list'),
    status: 200,
    type: 'text/event-stream',
    text: 'event: message\ndata: {"jsonrpc":"2.0","id":1,"result":{"resourceTemplates":[{"uriTemplate":"kb://{open}","name":"t"}]}}\n\n',
  },
  {
    when: 'a modern client calls a tool',
    body: modern('tools/call', { name: 'search' }),
    headers: modernHeaders('tools/call', '=?base64?c2VhcmNo?='),
    status: 200,
    type: 'text/event-stream',
    text: 'event: message\ndata: {"jsonrpc":"2.0","id":7,"result":{"resultType":"complete","content":[{"type":"text","text":"# kgateway"}]}}\n\n',
  },
  {
    when: 'a modern client asks what the server can do',
    body: modern('server/discover'),
    headers: modernHeaders('server/discover'),
    status: 200,
    type: 'text/event-stream',
    text: 'event: message\ndata: {"jsonrpc":"2.0","id":7,"result":{"resultType":"complete","supportedVersions":["2026-07-28"],"capabilities":{"tools":{}},"ttlMs":0,"cacheScope":"private"}}\n\n',
  },
]

describe('a message is answered byte for byte when', () => {
  itAnswers(wire, rows)
})

describe('a list', () => {
  it('keeps upstream order and drops cursor, _meta and caching members', async () => {
    const text = await (await wire.send(list)).text()
    const { result } = JSON.parse(text.slice('event: message\ndata: '.length)) as {
      result: { tools: { name: string }[] }
    }
    expect(result.tools.map(({ name }) => name)).toEqual(['list_products', 'search'])
    expect(Object.keys(result)).toEqual(['tools'])
    expect(result.tools[0]).toEqual({
      name: 'list_products',
      description: 'Does list_products',
      inputSchema: { type: 'object' },
    })
  })
})

describe('the upstream', () => {
  it('sees a handshake, the message and a farewell, and never the token', async () => {
    await wire.send(call('search'), { 'x-mine': 'kept' })
    await vi.waitFor(() =>
      expect(wire.upstream.steps()).toEqual([
        'POST initialize',
        'POST notifications/initialized',
        'POST tools/call',
        'DELETE',
      ]),
    )
    const [first, ...rest] = wire.upstream.seen
    expect(first?.message).toEqual({
      jsonrpc: '2.0',
      id: 0,
      method: 'initialize',
      params: {
        protocolVersion: '2025-06-18',
        capabilities: {},
        clientInfo: { name: 'agentgateway', version: '1.4.1' },
      },
    })
    expect(first?.headers['mcp-session-id']).toBeUndefined()
    expect(rest.map(({ headers }) => headers['mcp-session-id'])).toEqual(
      Array.from(rest, () => 'upstream-session'),
    )
    for (const { headers } of wire.upstream.seen) {
      expect(headers.authorization).toBeUndefined()
      expect(headers['x-mine']).toBe('kept')
    }
  })

  it('never sees a denied call', async () => {
    await wire.send(call('get_product_info'))
    await vi.waitFor(() =>
      expect(wire.upstream.steps()).toEqual([
        'POST initialize',
        'POST notifications/initialized',
        'DELETE',
      ]),
    )
  })

  it('gets the client’s own initialize without what cannot be routed back', async () => {
    const capabilities = { roots: {}, sampling: {}, elicitation: {}, experimental: {} }
    const params = {
      protocolVersion: '2025-06-18',
      capabilities,
      clientInfo: { name: 'c', version: '1' },
    }
    const response = await wire.send(rpc(1, 'initialize', params))
    expect(response.headers.get('mcp-session-id')).toBeNull()
    expect(await response.text()).toContain('"serverInfo":{"name":"upstream","version":"1"}')
    await vi.waitFor(() => expect(wire.upstream.steps()).toEqual(['POST initialize', 'DELETE']))
    expect(wire.upstream.seen[0]?.message).toMatchObject({
      id: 1,
      params: { capabilities: { experimental: {} } },
    })
  })

  it('gets a modern request as it is, without a handshake', async () => {
    await wire.send(modern('tools/call', { name: 'search' }), modernHeaders('tools/call', 'search'))
    expect(wire.upstream.steps()).toEqual(['POST tools/call'])
    expect(wire.upstream.seen[0]?.headers['mcp-name']).toBe('search')
  })
})
