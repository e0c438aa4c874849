import { decodeJwt, decodeProtectedHeader } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'

import { post, rpc, type RunningKuadrant, startKuadrant, startSession } from '../testing.ts'

let running: RunningKuadrant
let mcp: string
let session: string
beforeAll(async () => {
  running = await startKuadrant()
  mcp = `${running.broker}/mcp`
})
afterAll(() => running.close())
beforeEach(async () => {
  session = await startSession(mcp)
})

const names = ['base64_encode', 'get_timestamp', 'json_validate', 'sha256_hash', 'url_encode']
const withSession = () => ({ 'mcp-session-id': session })

const failure = (id: unknown, code: number, message: string) =>
  `${JSON.stringify({ jsonrpc: '2.0', id, error: { code, message } })}\n`

const listFor = async (server: string) => {
  const headers = { 'mcp-session-id': session, 'x-mcp-virtualserver': server }
  return (await (await post(mcp, rpc(2, 'tools/list'), headers)).text()).match(/http_\w+/g)
}

describe('the broker', () => {
  test('introduces itself in JSON, and always with a session of its own making', async () => {
    const body = rpc(1, 'initialize', { protocolVersion: '2025-06-18' })
    const answer = await post(mcp, body, withSession())
    expect(answer.headers.get('content-type')).toBe('application/json')
    expect(answer.headers.get('mcp-session-id')).not.toBe(session)
    expect(await answer.json()).toMatchObject({
      id: 1,
      result: {
        protocolVersion: '2025-06-18',
        serverInfo: { name: 'Kuadrant MCP Gateway', version: '0.0.1' },
        capabilities: { tools: { listChanged: true }, prompts: {}, resources: {} },
      },
    })
  })

  test.each([
    [{ protocolVersion: '2024-11-05' }, '2024-11-05'],
    [{ protocolVersion: '1999-01-01' }, '2025-11-25'],
    [{}, '2025-03-26'],
  ])('answers initialize with %o by revision %s', async (params, protocolVersion) => {
    const answer = await post(mcp, rpc(1, 'initialize', params))
    expect(await answer.json()).toMatchObject({ result: { protocolVersion } })
  })

  test('names sessions by a JWT of a day', () => {
    expect(decodeProtectedHeader(session)).toEqual({ alg: 'HS256', typ: 'JWT' })
    const { iss, aud, exp = 0, nbf, iat = 0, jti } = decodeJwt(session)
    expect({ iss, aud }).toEqual({ iss: 'mcp-gateway', aud: ['mcp-gateway'] })
    expect(exp - iat).toBe(86_400)
    expect(nbf).toBe(iat)
    expect(jti).toMatch(/^[0-9a-f]{8}-/)
  })

  const text = 'text/plain; charset=utf-8'
  const json = 'application/json'
  const list = '{"jsonrpc":"2.0","id":2,"method":"tools/list"}'
  test.each<[string, string, Record<string, string>, number, string, string]>([
    [
      'another content type',
      list,
      { 'content-type': 'text/plain' },
      400,
      text,
      "Invalid content type: must be 'application/json'\n",
    ],
    ['no session', list, { 'mcp-session-id': '' }, 404, text, 'Invalid session ID\n'],
    [
      'a session that is nonsense',
      list,
      { 'mcp-session-id': 'a.b.c' },
      404,
      text,
      'Invalid session ID\n',
    ],
    ['no JSON', '{', {}, 400, json, failure(null, -32700, 'request body is not valid json')],
    [
      'a batch',
      `[${list}]`,
      {},
      400,
      json,
      failure(null, -32700, 'request body is not valid json'),
    ],
    [
      'another version of JSON-RPC',
      '{"jsonrpc":"1.0","id":2,"method":"ping"}',
      {},
      200,
      json,
      failure(2, -32600, 'Invalid JSON-RPC version'),
    ],
    [
      'an unknown method',
      JSON.stringify(rpc(2, 'foo/bar')),
      {},
      200,
      json,
      failure(2, -32601, 'Method foo/bar not found'),
    ],
    [
      'server/discover',
      JSON.stringify(rpc(2, 'server/discover')),
      { 'mcp-session-id': '' },
      200,
      json,
      failure(2, -32601, 'Method server/discover not found'),
    ],
    [
      'logging/setLevel',
      JSON.stringify(rpc(2, 'logging/setLevel')),
      {},
      200,
      json,
      failure(2, -32601, 'logging not supported'),
    ],
    [
      'resources/read',
      JSON.stringify(rpc(2, 'resources/read')),
      {},
      200,
      json,
      failure(2, -32601, 'resources not supported'),
    ],
    [
      'completion/complete',
      JSON.stringify(rpc(2, 'completion/complete')),
      {},
      200,
      json,
      failure(2, -32601, 'completions not supported'),
    ],
    [
      'tasks/get',
      JSON.stringify(rpc(2, 'tasks/get')),
      {},
      200,
      json,
      failure(2, -32601, 'tasks not supported'),
    ],
    [
      'a call of a federated tool',
      JSON.stringify(rpc(3, 'tools/call', { name: 'http_base64_encode' })),
      {},
      200,
      json,
      `{"jsonrpc":"2.0","id":3,"result":{"content":[{"type":"text","text":"Kagenti MCP Broker doesn't forward tool calls"}],"isError":true}}\n`,
    ],
    [
      'a call of a tool that is not there',
      JSON.stringify(rpc(3, 'tools/call', { name: 'base64_encode' })),
      {},
      200,
      json,
      failure(3, -32602, 'unknown tool "base64_encode"'),
    ],
    [
      'prompts/list',
      JSON.stringify(rpc('a', 'prompts/list')),
      {},
      200,
      json,
      '{"jsonrpc":"2.0","id":"a","result":{"prompts":[]}}\n',
    ],
    [
      'an answer to a question that nobody asked',
      '{"jsonrpc":"2.0","id":1,"result":{"x":1}}',
      {},
      400,
      text,
      'No pending sampling request found for the given request ID\n',
    ],
  ])('answers %s', async (_, body, headers, status, type, expected) => {
    const answer = await post(mcp, body, { ...withSession(), ...headers })
    expect(await answer.text()).toBe(expected)
    expect(answer.status).toBe(status)
    expect(answer.headers.get('content-type')).toBe(type)
  })

  test('refuses more than 10 MiB', async () => {
    const answer = await post(mcp, ' '.repeat(10 * 1024 * 1024 + 1), withSession())
    expect(answer.status).toBe(413)
    expect(await answer.text()).toBe(failure(null, -32600, 'request body too large'))
  })

  test.each([
    '{"jsonrpc":"2.0","method":"notifications/initialized"}',
    '{"jsonrpc":"2.0","method":"x"}',
  ])('takes the notification %s without a word', async (body) => {
    const answer = await post(mcp, body, withSession())
    expect([answer.status, await answer.text()]).toEqual([202, ''])
  })

  test('ends a session for good, and answers 200 to every DELETE', async () => {
    for (const headers of [withSession(), withSession(), { 'mcp-session-id': 'nobody' }, {}])
      expect((await fetch(mcp, { method: 'DELETE', headers })).status).toBe(200)
    const answer = await post(mcp, list, withSession())
    expect([answer.status, await answer.text()]).toEqual([404, 'Session terminated\n'])
  })

  test('lists all tools with their prefix, members in the order of their names', async () => {
    const answer = await post(mcp, list, { ...withSession(), 'mcp-protocol-version': 'anything' })
    const { result } = (await answer.json()) as { result: { tools: Record<string, unknown>[] } } // what is then compared
    expect(result.tools.map(({ name }) => name)).toEqual(names.map((name) => `http_${name}`))
    expect(Object.keys(result.tools[0] ?? {})).toEqual([
      'annotations',
      'description',
      'inputSchema',
      'name',
    ])
    expect(result.tools[0]?.['annotations']).toEqual({})
    expect(Object.keys(result)).toEqual(['tools'])
  })

  test('narrows the list to a virtual server, and to all for one that is not there', async () => {
    expect(await listFor('mcp-test/encoders')).toEqual(['http_base64_encode', 'http_url_encode'])
    expect(await listFor('mcp-test/nobody')).toHaveLength(5)
  })

  test('tells listening sessions when servers come and go, and others nothing', async () => {
    const open = async (headers: Record<string, string>) => {
      const answer = await fetch(mcp, { headers })
      expect(answer.headers.get('content-type')).toBe('text/event-stream')
      const heard: string[] = []
      void answer.body
        ?.pipeThrough(new TextDecoderStream())
        .pipeTo(new WritableStream({ write: (chunk) => void heard.push(chunk) }))
        .catch(() => undefined)
      return heard
    }
    const listener = await open(withSession())
    const stranger = await open({})
    const registration = `
apiVersion: mcp.kagenti.com/v1alpha1
kind: MCPServerRegistration
metadata: {name: streamable-http-server, namespace: mcp-test}
spec:
  toolPrefix: other_
  targetRef: {name: mcp-server-streamable-http-route}`
    running.kuadrant.configuration.apply(registration)
    await vi.waitFor(() =>
      expect(listener.join('')).toBe(
        'event: message\ndata: {"jsonrpc":"2.0","method":"notifications/tools/list_changed"}\n\n',
      ),
    )
    expect(stranger).toEqual([])
    expect(await (await post(mcp, list, withSession())).text()).toContain('"other_url_encode"')
    running.kuadrant.configuration.apply(registration.replace('other_', 'http_'))
  })

  test.each([
    ['/', 200, 'Hello, World!  BTW, the MCP server is on /mcp'],
    ['/healthz', 200, ''],
    ['/readyz', 200, ''],
    [
      '/.well-known/oauth-protected-resource/mcp',
      200,
      '{"resource_name":"MCP Server","resource":"/mcp","authorization_servers":[],"bearer_methods_supported":["header"],"scopes_supported":["basic"]}\n',
    ],
  ])('answers GET %s', async (path, status, expected) => {
    const answer = await fetch(`${running.broker}${path}`)
    expect([answer.status, await answer.text()]).toEqual([status, expected])
  })
})
