import { describe, expect, it } from 'vitest'

import { rpc } from '../testing/gateway.ts'
import { itAnswers, modern, modernHeaders, type Row, useWire } from '../testing/wire.ts'

const wire = useWire()
const list = rpc(1, 'tools/list', {})

const shape = 'data did not match any variant of untagged enum JsonRpcMessage'
const known = '["2024-11-05","2025-03-26","2025-06-18","2025-11-25","2026-07-28"]'
const rows: Row[] = [
  {
    when: 'an HTTP authorization rule denies',
    headers: { 'x-blocked': '1', accept: 'nothing' },
    status: 403,
    type: 'text/plain',
    text: 'authorization failed',
  },
  {
    when: 'Accept is a mere wildcard',
    headers: { accept: '*/*', 'content-type': 'text/plain' },
    status: 406,
    type: 'text/plain',
    text: 'mcp: client must accept both application/json and text/event-stream',
  },
  {
    when: 'Accept lacks the event stream',
    headers: { accept: 'application/json' },
    status: 406,
    type: 'text/plain',
    text: 'mcp: client must accept both application/json and text/event-stream',
  },
  {
    when: 'the body is not declared as JSON',
    headers: { 'content-type': 'text/plain' },
    body: 'not JSON either',
    status: 415,
    type: 'text/plain',
    text: 'mcp: client must send application/json',
  },
  {
    when: 'the body is not JSON',
    body: '{"jsonrpc":',
    status: 400,
    type: 'text/plain',
    text: 'mcp: fail to deserialize request body: the body is not JSON',
  },
  {
    when: 'the body is a batch',
    body: [list],
    status: 400,
    type: 'text/plain',
    text: `mcp: fail to deserialize request body: ${shape}`,
  },
  {
    when: 'the body is JSON of another shape',
    body: { hello: 'world' },
    status: 400,
    type: 'text/plain',
    text: `mcp: fail to deserialize request body: ${shape}`,
  },
  {
    when: 'the protocol version is unknown',
    headers: { 'mcp-protocol-version': '1900-01-01' },
    status: 400,
    type: 'application/json',
    text: `{"jsonrpc":"2.0","id":1,"error":{"code":-32022,"message":"unsupported MCP protocol version: 1900-01-01","data":{"supported":${known},"requested":"1900-01-01"}}}`,
  },
  {
    when: 'the protocol version of initialize is unknown',
    headers: { 'mcp-protocol-version': '1900-01-01' },
    body: rpc('a', 'initialize', { protocolVersion: '1900-01-01' }),
    status: 400,
    type: 'application/json',
    text: '{"jsonrpc":"2.0","id":"a","error":{"code":-32022,"message":"unsupported MCP protocol version: 1900-01-01"}}',
  },
  {
    when: 'header and initialize name different versions',
    body: rpc(5, 'initialize', { protocolVersion: '2025-11-25' }),
    status: 400,
    type: 'application/json',
    text: '{"jsonrpc":"2.0","id":5,"error":{"code":-32020,"message":"MCP protocol version header/body mismatch"}}',
  },
  {
    when: 'a notification has an unknown version and so no id to answer',
    headers: { 'mcp-protocol-version': '1900-01-01' },
    body: { jsonrpc: '2.0', method: 'notifications/initialized' },
    status: 400,
    type: 'text/plain',
    text: 'mcp: unsupported MCP protocol version: 1900-01-01',
  },
  {
    when: 'a legacy client asks for an unknown method',
    body: rpc(9, 'foo/bar'),
    status: 500,
    type: 'application/json',
    text: '{"jsonrpc":"2.0","id":9,"error":{"code":-32603,"message":"failed to send message: unsupported method: foo/bar"}}',
  },
  {
    when: 'a modern client asks for an unknown method',
    body: modern('foo/bar'),
    headers: modernHeaders('foo/bar'),
    status: 404,
    type: 'application/json',
    text: '{"jsonrpc":"2.0","id":7,"error":{"code":-32601,"message":"method not found: foo/bar"}}',
  },
  {
    when: 'a modern client asks for a removed method',
    body: modern('ping'),
    headers: modernHeaders('ping'),
    status: 404,
    type: 'application/json',
    text: '{"jsonrpc":"2.0","id":7,"error":{"code":-32601,"message":"method not found: ping"}}',
  },
  {
    when: 'a modern client leaves out Mcp-Method',
    body: modern('tools/list'),
    headers: { 'mcp-protocol-version': '2026-07-28' },
    status: 400,
    type: 'application/json',
    text: '{"jsonrpc":"2.0","id":7,"error":{"code":-32020,"message":"invalid MCP routing header: Mcp-Method"}}',
  },
  {
    when: 'Mcp-Name is not the tool of the body',
    body: modern('tools/call', { name: 'search' }),
    headers: modernHeaders('tools/call', 'other'),
    status: 400,
    type: 'application/json',
    text: '{"jsonrpc":"2.0","id":7,"error":{"code":-32020,"message":"Mcp-Name header/body mismatch"}}',
  },
  {
    when: 'a legacy client sends a false Mcp-Method',
    headers: { 'mcp-method': 'server/discover' },
    status: 400,
    type: 'application/json',
    text: '{"jsonrpc":"2.0","id":1,"error":{"code":-32020,"message":"Mcp-Method header/body mismatch"}}',
  },
  {
    when: 'a modern version stands in the header alone',
    headers: { 'mcp-protocol-version': '2026-07-28' },
    status: 400,
    type: 'text/plain',
    text: 'mcp: invalid MCP protocol version header',
  },
  {
    when: 'a modern request carries a session',
    body: modern('tools/list'),
    headers: { ...modernHeaders('tools/list'), 'mcp-session-id': 'x' },
    status: 400,
    type: 'text/plain',
    text: 'mcp: invalid session ID header',
  },
]

describe('a request is turned away byte for byte when', () => {
  itAnswers(wire, rows)

  it.each(['GET', 'DELETE', 'PUT'])('the verb is %s', async (method) => {
    const response = await fetch(wire.gateway.url, {
      method,
      headers: { authorization: wire.token },
    })
    expect(response.status).toBe(405)
    expect(response.headers.get('content-type')).toBe('text/plain')
    expect(await response.text()).toBe('mcp: method not allowed; must be GET, POST, or DELETE')
  })

  it.each(['/', '/mcpx', '/other/mcp'])('no route serves %s', async (path) => {
    const response = await fetch(new URL(path, wire.gateway.url), { method: 'POST' })
    expect([response.status, await response.text()]).toEqual([404, 'route not found'])
  })

  it('the path is below the prefix', async () => {
    const response = await fetch(`${wire.gateway.url}/below?x=1`, {
      headers: { authorization: wire.token },
    })
    expect(response.status).toBe(405)
  })
})
