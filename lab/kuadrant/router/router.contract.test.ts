import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { post, rpc, type RunningKuadrant, startKuadrant, startSession } from '../testing.ts'

let running: RunningKuadrant
let mcp: string
let session: string
beforeAll(async () => {
  running = await startKuadrant()
  mcp = `${running.gateway}/mcp`
})
afterAll(() => running.close())
beforeEach(async () => {
  session = await startSession(mcp)
  running.seen.length = 0
})

const call = (name: string | undefined, headers: Record<string, string> = {}) =>
  post(mcp, rpc(3, 'tools/call', { name, arguments: { text: 'Hello, MCP Gateway!' } }), {
    'mcp-session-id': session,
    ...headers,
  })

const statusOf = async (path: string) => (await fetch(`${running.gateway}${path}`)).status

describe('the gateway', () => {
  test('gives what the guide says to its three curl lines', async () => {
    expect(session.split('.')).toHaveLength(3)
    const list = await post(mcp, rpc(2, 'tools/list'), { 'mcp-session-id': session })
    expect((await list.text()).match(/"http_\w+"/g)).toHaveLength(5)
    const answer = await call('http_base64_encode')
    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain(
      '"text":"Original: Hello, MCP Gateway!\\nBase64 Encoded: SGVsbG8sIE1DUCBHYXRld2F5IQ=="',
    )
  })

  test('answers a call in our session and makes it in a session of the server, begun once', async () => {
    const first = await call('http_base64_encode')
    await first.text()
    expect(first.headers.get('mcp-session-id')).toBe(session)
    await (await call('http_sha256_hash')).text()
    const sessions = running.seen.map((headers) => headers['mcp-session-id'])
    // initialize, initialized, two calls
    expect(sessions).toHaveLength(4)
    expect(sessions[0]).toBeUndefined()
    expect(new Set(sessions.slice(1)).size).toBe(1)
    expect(sessions).not.toContain(session)
  })

  test('describes a call to what stands behind it, and lets nobody else do so', async () => {
    const forged = {
      'x-mcp-toolname': 'forged',
      'x-mcp-authorized': 'x',
      'router-key': 'x',
      'x-mine': 'y',
    }
    await (await call('http_url_encode', forged)).text()
    const headers = running.seen.at(-1) ?? {}
    expect(headers).toMatchObject({
      host: 'streamable-http.mcp.local',
      'x-mcp-method': 'tools/call',
      'x-mcp-servername': 'mcp-test/mcp-server-streamable-http-route',
      'x-mcp-toolname': 'url_encode',
      'x-mcp-annotation-hints':
        'readOnly=unspecified,destructive=unspecified,idempotent=unspecified,openWorld=unspecified',
      'x-mine': 'y',
    })
    expect(headers).not.toHaveProperty('x-mcp-authorized')
    expect(headers).not.toHaveProperty('router-key')
  })

  test('describes to the broker what it passes on, and whose token came with it', async () => {
    const payload = Buffer.from('{"sub":"alice"}').toString('base64url')
    await post(mcp, rpc(2, 'tools/list'), {
      'mcp-session-id': session,
      authorization: `Bearer e30.${payload}.x`,
      'x-mcp-servername': 'forged',
    })
    expect(running.seenByBroker.at(-1)).toMatchObject({
      'x-mcp-method': 'tools/list',
      'x-mcp-servername': 'mcpBroker',
      'x-mcp-verified-sub': 'alice',
    })
    await fetch(mcp, { method: 'DELETE', headers: { 'x-mcp-verified-sub': 'forged' } })
    expect(running.seenByBroker.at(-1)).not.toHaveProperty('x-mcp-verified-sub')
  })

  test('calls what a virtual server does not list', async () => {
    const answer = await call('http_sha256_hash', { 'x-mcp-virtualserver': 'mcp-test/encoders' })
    expect(await answer.text()).toContain('SHA256 Hash')
  })

  test.each(['http_nothing', 'base64_encode'])(
    'answers a call of %s as a failed tool',
    async (name) => {
      const answer = await call(name)
      expect(answer.status).toBe(200)
      expect(answer.headers.get('content-type')).toBe('text/event-stream')
      expect(await answer.text()).toBe(
        '\nevent: message\ndata: {"jsonrpc":"2.0","id":3,"result":{"content":[{"type":"text","text":"MCP error -32602: Tool not found"}],"isError":true}}\n\n',
      )
      expect(running.seen).toEqual([])
    },
  )

  test.each<[string, unknown, Record<string, string>, number, string]>([
    ['a call without a name', rpc(1, 'tools/call'), {}, 400, 'no tool name set'],
    [
      'a call without a session',
      rpc(1, 'tools/call', { name: 'x' }),
      { 'mcp-session-id': '' },
      400,
      'no session ID found',
    ],
    [
      'a call in a session that is none',
      rpc(1, 'tools/call', { name: 'x' }),
      { 'mcp-session-id': 'x' },
      401,
      'session no longer valid',
    ],
    ['a prompt without a name', rpc(1, 'prompts/get'), {}, 400, 'no prompt name set'],
    ['a resource without a URI', rpc(1, 'resources/read'), {}, 400, 'no resource uri set'],
    ['no JSON', '{', {}, 400, 'invalid request body'],
    [
      'another version of JSON-RPC',
      '{"jsonrpc":"1.0","id":1,"method":"ping"}',
      {},
      400,
      'invalid mcp request',
    ],
    [
      'an unknown prompt',
      rpc(1, 'prompts/get', { name: 'x' }),
      {},
      200,
      '\nevent: message\ndata: {"jsonrpc":"2.0","error":{"code":-32602,"message":"Prompt not found"}}\n\n',
    ],
    [
      'an unknown resource',
      rpc(1, 'resources/read', { uri: 'ui://x' }),
      {},
      200,
      '\nevent: message\ndata: {"jsonrpc":"2.0","id":1,"result":{"content":[{"type":"text","text":"MCP error -32602: Resource not found"}],"isError":true}}\n\n',
    ],
    [
      'another content type, as the broker does',
      '{}',
      { 'content-type': 'text/plain' },
      400,
      "Invalid content type: must be 'application/json'\n",
    ],
    [
      'a list without a session, as the broker does',
      rpc(1, 'tools/list'),
      { 'mcp-session-id': '' },
      404,
      'Invalid session ID\n',
    ],
    ['more than 5 MiB', ' '.repeat(5 * 1024 * 1024 + 1), {}, 413, 'request body too large'],
  ])('answers %s', async (_, body, headers, status, text) => {
    const answer = await post(mcp, body, { 'mcp-session-id': session, ...headers })
    expect([answer.status, await answer.text()]).toEqual([status, text])
  })

  test('answers an ended session at once', async () => {
    await fetch(mcp, { method: 'DELETE', headers: { 'mcp-session-id': session } })
    expect((await call('http_url_encode')).status).toBe(401)
  })

  test('leads to /mcp and to the metadata of the resource, and nowhere else', async () => {
    expect(await statusOf('/.well-known/oauth-protected-resource')).toBe(200)
    expect([await statusOf('/status'), await statusOf('/'), await statusOf('/mcpx')]).toEqual([
      404, 404, 404,
    ])
  })

  test('streams notifications of the broker', async () => {
    const stream = await fetch(mcp, { headers: { 'mcp-session-id': session } })
    expect(stream.headers.get('content-type')).toBe('text/event-stream')
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader()
    running.kuadrant.configuration.apply('')
    expect((await reader?.read())?.value).toContain('notifications/tools/list_changed')
    await reader?.cancel()
  })

  test('works for the official client, from list to call to the end', async () => {
    const client = new Client({ name: 'test', version: '1' })
    const transport = new StreamableHTTPClientTransport(new URL(mcp))
    await client.connect(transport)
    expect((await client.listTools()).tools).toHaveLength(5)
    const { content } = await client.callTool({
      name: 'http_json_validate',
      arguments: { json_string: '{}' },
    })
    expect(content[0]).toMatchObject({ text: expect.stringContaining('Valid JSON (Object)') })
    expect(await client.callTool({ name: 'http_nothing' })).toMatchObject({
      isError: true,
      content: [{ text: 'MCP error -32602: Tool not found' }],
    })
    await transport.terminateSession()
    await client.close()
  })
})
