import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'

import { openStream, type RunningProxy, startProxy, type Stream, token } from './testing.ts'

let running: RunningProxy
let stream: Stream
let address: string
beforeAll(async () => {
  running = await startProxy()
})
afterAll(() => running.close())
beforeEach(async () => {
  stream = await openStream(running.sse)
  const [event, data = ''] = (await stream.next()).split('\n')
  expect(event).toBe('event: endpoint')
  address = new URL(data.replace('data: ', ''), running.sse).href
})
afterEach(() => stream.leave())

const post = (body: unknown, to = address, headers: Record<string, string> = {}) =>
  fetch(to, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
const request = (id: number, method: string, params: object = {}) => ({
  jsonrpc: '2.0',
  id,
  method,
  params,
})
const begin = async () => {
  await post(request(0, 'initialize'))
  await stream.next()
  await post({ jsonrpc: '2.0', method: 'notifications/initialized' })
}
const ask = async (method: string, params: object = {}) => {
  await begin()
  expect((await post(request(3, method, params))).status).toBe(202)
  return stream.next()
}

describe('mcp-proxy 0.0.3', () => {
  test('opens a session whose address is a relative query of 32 hex digits', () => {
    expect(stream.response.headers.get('content-type')).toBe('text/event-stream')
    expect(address).toMatch(/\/sse\?sessionId=[0-9a-f]{32}$/)
  })

  test('initializes as revision 2024-11-05, with the example text of its SDK', async () => {
    const accepted = await post(request(1, 'initialize'))
    expect([accepted.status, await accepted.text()]).toEqual([202, ''])
    const [event, data = ''] = (await stream.next()).split('\n')
    expect(event).toBe('event: message')
    expect(JSON.parse(data.replace('data: ', ''))).toMatchObject({
      id: 1,
      result: {
        protocolVersion: '2024-11-05',
        capabilities: { prompts: {}, resources: {}, tools: {} },
        serverInfo: { name: 'rmcp' },
        instructions: expect.stringMatching(/^This server provides a counter tool /),
      },
    })
  })

  test.each([
    [
      'without a token',
      undefined,
      'No auth header present, error: Header of type `authorization` was missing',
    ],
    [
      'with another scheme',
      'Basic eDp5',
      'No auth header present, error: invalid HTTP header (authorization)',
    ],
    ['with no token at all', 'Bearer nonsense', 'Invalid token, error: InvalidToken'],
    [
      'with a changed token',
      `Bearer ${token.slice(0, -6)}AAAAAA`,
      'Invalid token, error: InvalidSignature',
    ],
  ])('answers 400 to GET and to POST %s', async (_, authorization, error) => {
    const headers = authorization === undefined ? {} : { authorization }
    for (const answer of [
      await fetch(running.sse, { headers }),
      await fetch(address, { method: 'POST', headers, body: '{}' }),
    ]) {
      expect(answer.status).toBe(400)
      expect(answer.headers.get('content-type')).toBe('application/json')
      expect(await answer.json()).toEqual({ error })
    }
  })

  test('lists what no policy grants, and refuses to call it', async () => {
    await begin()
    await post(request(2, 'tools/list'))
    expect(await stream.next()).toContain('"name":"default/mcp-tool:convert_to_markdown"')
    const name = 'default/mcp-tool:convert_to_markdown'
    await post(request(3, 'tools/call', { name, arguments: { uri: 'data:,x' } }))
    expect(await stream.next()).toBe(
      'event: message\ndata: {"jsonrpc":"2.0","id":3,"error":{"code":-32600,"message":"not allowed"}}',
    )
  })

  test.each([
    ['ping', '"result":{}'],
    ['prompts/list', '"result":{"prompts":[]}'],
    ['resources/list', '"result":{"resources":[]}'],
    ['resources/templates/list', '"result":{"resourceTemplates":[]}'],
    ['prompts/get', '"error":{"code":-32600,"message":"not allowed"}'],
    ['resources/read', '"error":{"code":-32600,"message":"not allowed"}'],
    ['logging/setLevel', '"error":{"code":-32601,"message":"logging/setLevel"}'],
  ])('answers %s with %s', async (method, part) => {
    expect(await ask(method)).toBe(`event: message\ndata: {"jsonrpc":"2.0","id":3,${part}}`)
  })

  test.each([
    ['another path', '/mcp', {}, '{}', 404, ''],
    [
      'no session id',
      '/sse',
      {},
      '{}',
      400,
      'Failed to deserialize query string: missing field `sessionId`',
    ],
    [
      'a session that never was',
      '/sse?sessionId=0',
      {},
      '{"jsonrpc":"2.0","id":1,"method":"ping"}',
      404,
      '',
    ],
    [
      'another content type',
      '/sse?sessionId=0',
      { 'content-type': 'text/plain' },
      '{}',
      415,
      'Expected request with `Content-Type: application/json`',
    ],
    ['no JSON', '/sse?sessionId=0', {}, '{', 400, 'Failed to parse the request body as JSON'],
    [
      'no message',
      '/sse?sessionId=0',
      {},
      '[]',
      422,
      'Failed to deserialize the JSON body into the target type',
    ],
  ])('answers a POST to %s', async (_, path, headers, body, status, text) => {
    const answer = await post(body, new URL(path, running.sse).href, headers)
    expect([answer.status, await answer.text()]).toEqual([status, text])
  })

  test('answers 405 to another verb', async () => {
    expect((await fetch(running.sse, { method: 'DELETE' })).status).toBe(405)
  })

  test('gives up on a client that does not begin with initialize', async () => {
    await post(request(1, 'tools/list'))
    expect(await stream.next()).toBe('the end')
    expect((await post(request(2, 'ping'))).status).toBe(404)
  })

  test('answers 410 to the session of a client that has left', async () => {
    await stream.leave()
    await vi.waitFor(async () => expect((await post(request(1, 'ping'))).status).toBe(410))
  })

  test('shows targets, rules and listeners on its admin port, without the key', async () => {
    const read = async (path: string) => (await fetch(`${running.admin}${path}`)).json()
    expect(await read('/targets')).toEqual([
      { name: 'default/mcp-tool', spec: expect.objectContaining({ type: 'sse', path: '/sse' }) },
    ])
    expect(await read('/rbac')).toEqual([])
    const listeners = await read('/listeners')
    expect(listeners).toEqual([
      expect.objectContaining({ authn: { type: 'jwt', issuer: ['me'], audience: ['me.com'] } }),
    ])
    expect(JSON.stringify(listeners)).not.toContain('XZHF8Em5')
    expect((await fetch(`${running.admin}/nothing`)).status).toBe(404)
  })
})
