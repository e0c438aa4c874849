import type { IncomingMessage, ServerResponse } from 'node:http'

import { describe, expect, test } from 'vitest'

import { serve, textOf } from '../testing/serve.ts'
import { held, noon, signInOf, tokenSource, upstreamOf } from '../testing/upstream.ts'

const signIn = signInOf('presenter')
const alice = { gateway: 'kb', persona: 'alice', signIn }
const product = { tool: 'get_product_info', arguments: { product: 'kgateway' } }

interface Rpc {
  id?: number
  method: string
  params?: { name?: string; cursor?: string; protocolVersion?: string }
}
type Answer = (rpc: Rpc, request: IncomingMessage, response: ServerResponse) => void

async function gateway(answer: Answer, tokens = tokenSource()) {
  const seen: { rpc: Rpc; headers: IncomingMessage['headers'] }[] = []
  const take = async (request: IncomingMessage, response: ServerResponse) => {
    const rpc = JSON.parse(await textOf(request)) as Rpc // what the code under test sent
    seen.push({ rpc, headers: request.headers })
    answer(rpc, request, response)
  }
  const served = await serve((request, response) => void take(request, response))
  const parts = upstreamOf({ gateways: { kb: { url: `${served.origin}/mcp` } }, tokens })
  return { ...parts, ...served, seen }
}

const json = (response: ServerResponse, value: object, status = 200, headers = {}) =>
  response
    .writeHead(status, { 'content-type': 'application/json', ...headers })
    .end(JSON.stringify(value))
const sse = (response: ServerResponse, value: object) =>
  response
    .writeHead(200, { 'content-type': 'text/event-stream' })
    .end(`event: message\ndata: ${JSON.stringify(value)}\n\n`)
const result = (id: number | undefined, value: object) => ({ jsonrpc: '2.0', id, result: value })
const tools = (...names: string[]) =>
  names.map((name) => ({ name, inputSchema: { type: 'object' } }))

describe('one POST without a handshake', () => {
  test('is what the wire of the scenes asks for', async () => {
    const { upstream, seen, requests } = await gateway((rpc, _, response) =>
      sse(response, result(rpc.id, { tools: tools('search') })),
    )
    const list = await upstream.tools.list(alice)
    expect(list.tools).toMatchObject([{ name: 'search' }])
    expect(requests).toEqual(['POST /mcp'])
    expect(seen[0]?.headers).toMatchObject({
      authorization: 'Bearer token-of-alice',
      accept: 'application/json, text/event-stream',
      'content-type': 'application/json',
      'mcp-protocol-version': '2025-06-18',
    })
    expect(list.answer.body).toMatch(/^event: message\ndata: .*\n\n$/)
    expect(list.answer.verdict.sentence).toMatch(/^alice: 1 tool\. HTTP 200 in /)
  })

  test('is recorded as an exchange that the answer names', async () => {
    const { upstream, exchanges } = await gateway((rpc, _, response) =>
      json(response, result(rpc.id, { tools: [] })),
    )
    const { answer } = await upstream.tools.list(alice)
    expect(await exchanges.one('presenter', answer.exchange)).toMatchObject({
      label: 'tools/list',
      target: 'kb',
      persona: 'alice',
      status: 200,
      requestBody: '{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{}}',
      requestHeaders: expect.arrayContaining([['authorization', 'Bearer ••••']]),
      responseBody: '{"jsonrpc":"2.0","id":1,"result":{"tools":[]}}',
    })
  })

  test('follows the pages of a list, and not in circles', async () => {
    const { upstream, requests } = await gateway((rpc, _, response) => {
      const page = Number(rpc.params?.cursor ?? 1)
      const nextCursor = page < 3 ? String(page + 1) : '2'
      json(response, result(rpc.id, { tools: tools(`t${page}`), nextCursor }))
    })
    const list = await upstream.tools.list(alice)
    expect(list.tools.map(({ name }) => name)).toEqual(['t1', 't2', 't3'])
    expect(list.answer.verdict.sentence).toContain('3 tools')
    expect(requests).toHaveLength(3)
  })
})

const refuses = (response: ServerResponse) =>
  response
    .writeHead(401, { 'content-type': 'text/plain', 'www-authenticate': 'Bearer realm="x"' })
    .end('authentication failure: the token is invalid or malformed: Error(ExpiredSignature)')

describe('T12: a refused token', () => {
  test('is renewed once and the call repeated once', async () => {
    const tokens = tokenSource(held('fresh-token'))
    const { upstream, seen } = await gateway((rpc, request, response) => {
      if (request.headers.authorization === 'Bearer fresh-token')
        sse(response, result(rpc.id, { tools: [] }))
      else refuses(response)
    }, tokens)
    expect((await upstream.tools.list(alice)).answer.verdict.outcome).toBe('allowed')
    expect(seen.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer token-of-alice',
      'Bearer fresh-token',
    ])
    expect(tokens.renewals).toEqual(['alice'])
  })

  test('that stays refused is explained, and nothing but the POST was ever requested', async () => {
    const tokens = tokenSource(held('fresh-token', { exp: noon / 1000 - 240 }))
    const { upstream, requests } = await gateway((_, __, response) => refuses(response), tokens)
    const { answer, tools: none } = await upstream.tools.list(alice)
    expect(none).toEqual([])
    expect(answer.verdict).toMatchObject({
      outcome: 'rejected',
      words: 'rejected',
      sentence: expect.stringContaining('alice: rejected. The token expired 4 minutes ago.'),
    })
    expect(requests).toEqual(['POST /mcp', 'POST /mcp'])
  })

  test('that cannot be renewed is not tried again', async () => {
    const { upstream, requests } = await gateway((_, __, response) => refuses(response))
    expect((await upstream.tools.list(alice)).answer.status).toBe(401)
    expect(requests).toEqual(['POST /mcp'])
  })
})

const two: Answer = (rpc, request, response) => {
  if (rpc.method === 'tools/list')
    return void sse(response, result(rpc.id, { tools: tools('search', 'list_products') }))
  if (request.headers.authorization === 'Bearer token-of-bob')
    return void json(
      response,
      {
        jsonrpc: '2.0',
        id: rpc.id,
        error: { code: -32602, message: 'Unknown tool: get_product_info' },
      },
      400,
    )
  return void sse(response, result(rpc.id, { content: [{ type: 'text', text: '# kgateway' }] }))
}

describe('a call', () => {
  test('of a hidden tool reaches the wire and is refused with the sentence of the scene', async () => {
    const { upstream, seen } = await gateway(two)
    const call = await upstream.call({ ...alice, persona: 'bob' }, product)
    expect(seen.map(({ rpc }) => rpc.method)).toEqual(['tools/list', 'tools/call'])
    expect(call).toMatchObject({
      status: 400,
      tool: 'get_product_info',
      verdict: { words: 'hidden, refused', code: -32602, reached: 'gateway' },
    })
    expect(call.body).toBe(
      `{"jsonrpc":"2.0","id":2,"error":{"code":-32602,"message":"Unknown tool: get_product_info"}}`,
    )
    expect(call.verdict.sentence).toMatch(
      /^bob: hidden, refused\. HTTP 400 in .+, never reached the upstream\.$/,
    )
    expect(call.result).toBeUndefined()
  })

  test('asks for the list once a minute at most, however many calls there are', async () => {
    const { upstream, seen } = await gateway(two)
    const calls = await Promise.all([1, 2, 3].map(() => upstream.call(alice, product)))
    await upstream.call(alice, product)
    expect(seen.filter(({ rpc }) => rpc.method === 'tools/list')).toHaveLength(1)
    expect(calls[0]?.result).toEqual({ content: [{ type: 'text', text: '# kgateway' }] })
    expect(calls[0]?.verdict.words).toBe('hidden, allowed')
  })

  test('is kept as history, newest first, for its operator alone', async () => {
    const { upstream } = await gateway(two)
    const first = await upstream.call(alice, product)
    const second = await upstream.call({ ...alice, persona: 'bob' }, product)
    const ids = (await upstream.history.list('presenter', 10)).map(({ id }) => id)
    expect(ids).toEqual([second.id, first.id])
    expect(await upstream.history.list('presenter', 1, 'other')).toEqual([])
    expect(await upstream.history.list('somebody', 10)).toEqual([])
    expect(await upstream.history.clear('presenter')).toBe(2)
  })

  test('whose arguments the server refuses still carried them as they were', async () => {
    const { upstream, seen } = await gateway(two)
    await upstream.call(alice, { tool: 'search', arguments: { limit: 'many', nested: { a: [1] } } })
    expect(seen.at(-1)?.rpc.params).toEqual({
      name: 'search',
      arguments: { limit: 'many', nested: { a: [1] } },
    })
  })
})

test('that the tools changed, said in the answer to a call, makes the next call ask for the list again', async () => {
  const { upstream, seen } = await gateway((rpc, _, response) => {
    if (rpc.method === 'tools/list')
      return void json(response, result(rpc.id, { tools: tools('search') }))
    const changed = { jsonrpc: '2.0', method: 'notifications/tools/list_changed' }
    const said = [changed, result(rpc.id, { content: [] })]
    return void response
      .writeHead(200, { 'content-type': 'text/event-stream' })
      .end(said.map((one) => `data: ${JSON.stringify(one)}\n\n`).join(''))
  })
  await upstream.call(alice, product)
  await upstream.call(alice, product)
  expect(seen.map(({ rpc }) => rpc.method)).toEqual([
    'tools/list',
    'tools/call',
    'tools/list',
    'tools/call',
  ])
  expect(upstream.mcp.notices.list(signIn)).toMatchObject([
    { kind: 'list_changed', persona: 'alice' },
    { kind: 'list_changed' },
  ])
})
