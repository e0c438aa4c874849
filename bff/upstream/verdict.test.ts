import { describe, expect, test } from 'vitest'

import { type Circumstances, verdict } from './verdict.ts'
import { findAnswer, type WireAnswer } from './wire.ts'

const now = Date.parse('2026-11-20T12:00:00Z')
const bob: Circumstances = {
  who: 'bob',
  asked: 'call',
  listed: 'hidden',
  claims: { iss: 'http://idp/realms/solo', aud: 'kagent', exp: now / 1000 + 600 },
  now,
}

function answer(status: number, contentType: string | null, body: string): WireAnswer {
  const message = findAnswer(Buffer.from(body), contentType, 3)
  return { status, contentType, body, message, ms: 5.2, where: '127.0.0.1:18081' }
}

const types = {
  json: 'application/json',
  sse: 'text/event-stream',
  text: 'text/plain',
  html: 'text/html',
}

/** `error -32602 text` and `isError text` are written out as JSON-RPC and framed where the type is sse. */
function wire(status: string, type: string, notation: string): WireAnswer {
  const contentType = types[type as keyof typeof types] ?? null // an unknown word in a row: no type
  const [, code, message] = /^error (-\d+) (.*)$/.exec(notation) ?? []
  const [, text] = /^isError (.*)$/.exec(notation) ?? []
  const rpc =
    code === undefined
      ? text !== undefined && { result: { content: [{ type: 'text', text }], isError: true } }
      : { error: { code: Number(code), message } }
  const body = rpc === false ? notation : JSON.stringify({ jsonrpc: '2.0', id: 3, ...rpc })
  const framed = type === 'sse' && rpc !== false ? `\nevent: message\ndata: ${body}\n\n` : body
  return answer(Number(status), contentType, framed)
}

const rows = (table: string) =>
  table
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))

const never = 'never reached the upstream.'

// product and case | status | type | body | outcome | reached | in the sentence
const literals = rows(`
agentgateway, denied call                | 400 | json | error -32602 Unknown tool: get_product_info | refused | gateway | HTTP 400 in 5 ms, ${never}
agentgateway 1.0, denied call            | 500 | json | error -32602 Unknown tool: get_product_info | refused | gateway | HTTP 500 in 5 ms, ${never}
agentgateway 0.11 or an upstream         | 200 | sse  | error -32602 Unknown tool: get_product_info | refused | gateway | HTTP 200 in 5 ms.
agentgateway, denied prompt              | 400 | json | error -32602 Unknown prompt: p | refused | gateway | ${never}
agentgateway, denied resource            | 400 | json | error -32602 Unknown resource: a://b | refused | gateway | ${never}
agentgateway, denied task                | 400 | json | error -32602 Unknown task: 7 | refused | gateway | ${never}
agentgateway, traffic authorization      | 403 | text | authorization failed | refused | gateway | HTTP 403 in 5 ms, ${never}
agentgateway, DNS rebinding protection   | 403 | text | MCP DNS rebinding protection: Host/Origin must be localhost, 127.0.0.1, or [::1] | refused | gateway | ${never}
agentgateway, rate limit                 | 429 | text | rate limit exceeded | refused | gateway | Its rate limit is used up.
agentgateway, missing token              | 401 | text | authentication failure: no bearer token found | rejected | gateway | No token reached the gateway.
agentgateway, mcpAuthentication          | 401 | json | {"error":"unauthorized","error_description":"JWT token required"} | rejected | gateway | The gateway says: JWT token required.
agentgateway, no route                   | 404 | text | route not found | unreachable | gateway | Nothing is served at this path.
agentgateway, no listener                | 404 | text | listener not found | unreachable | gateway | Nothing is served at this path.
agentgateway, wrong Accept               | 406 | text | mcp: client must accept both application/json and text/event-stream | unreachable | gateway | Accept
agentgateway, wrong content type         | 415 | text | mcp: client must send application/json | unreachable | gateway | content type
agentgateway, unparsable request         | 400 | text | mcp: fail to deserialize request body: data did not match | invalid | gateway | HTTP 400
agentgateway, protocol version           | 400 | json | error -32022 unsupported MCP protocol version: 1900-01-01 | invalid | gateway | HTTP 400
agentgateway, header and body disagree   | 400 | json | error -32020 MCP protocol version header/body mismatch | invalid | gateway | HTTP 400
agentgateway, unknown method             | 500 | json | error -32603 failed to send message: unsupported method: foo/bar | invalid | gateway | HTTP 500
agentgateway, unknown method of 2026     | 404 | json | error -32601 method not found: foo | invalid | gateway | HTTP 404
agentgateway, name without prefix        | 500 | json | error -32603 failed to send message: invalid request: invalid resource name | invalid | gateway | HTTP 500
agentgateway, unknown prefix             | 500 | json | error -32603 failed to send message: invalid request: unknown service x | invalid | gateway | HTTP 500
agentgateway, upstream down              | 500 | json | error -32603 failed to send message: http upstream error: Connect | unreachable | gateway | the server behind it did not
agentgateway, upstream stream broke      | 200 | sse  | error -32603 stream closed | unreachable | gateway | the server behind it did not
agentgateway, no session                 | 400 | text | mcp: session header is required for non-initialize requests | unreachable | gateway | MCP session
agentgateway 1.2, no session             | 422 | text | mcp: session header is required for non-initialize requests | unreachable | gateway | MCP session
agentgateway, session unreadable         | 400 | text | mcp: invalid session ID header | unreachable | gateway | MCP session
agentgateway, session gone               | 404 | text | mcp: session not found | unreachable | gateway | MCP session
agentgateway, method not allowed         | 405 | text | mcp: method not allowed; must be GET, POST, or DELETE | unreachable | gateway | takes no POST
mcp-proxy 0.0.3, denied                  | 200 | sse  | error -32600 not allowed | refused | gateway | ${never}
mcp-proxy 0.0.3, name without target     | 200 | sse  | error -32600 invalid tool name | invalid | gateway | HTTP 200
mcp-proxy 0.0.3, unknown target          | 200 | sse  | error -32600 invalid service name | invalid | gateway | HTTP 200
mcp-proxy 0.0.3, no token                | 400 | json | {"error":"No auth header present, error: missing"} | rejected | gateway | No token reached the gateway.
mcp-proxy 0.0.3, expired token           | 400 | json | {"error":"Invalid token, error: ExpiredSignature"} | rejected | gateway | The token expired.
Kuadrant gateway, hidden or unknown      | 200 | sse  | isError MCP error -32602: Tool not found | refused | gateway | ${never}
Kuadrant broker, any call                | 200 | json | isError Kagenti MCP Broker doesn't forward tool calls | unreachable | gateway | forwards no calls
Kuadrant AuthPolicy, 403                 | 403 | json | {"error":"Forbidden","message":"MCP Tool Access denied: Insufficient permissions for this tool."} | refused | gateway | ${never}
Kuadrant AuthPolicy, 401                 | 401 | json | {"error":"Unauthorized","message":"MCP Tool Access denied: Authentication required."} | rejected | gateway | The gateway says: MCP Tool Access denied: Authentication required.
Kuadrant broker, no session              | 404 | text | Invalid session ID | unreachable | gateway | MCP session
Kuadrant broker, session ended           | 404 | text | Session terminated | unreachable | gateway | MCP session
Kuadrant gateway, no session             | 400 | text | no session ID found | unreachable | gateway | MCP session
Kuadrant gateway, session gone           | 401 | text | session no longer valid | unreachable | gateway | MCP session
Kuadrant 0.5 gateway, session gone       | 404 | text | session no longer valid | unreachable | gateway | MCP session
Kuadrant gateway, no tool name           | 400 | text | no tool name set | invalid | gateway | HTTP 400
Kuadrant router, body too large          | 413 | text | request body too large | invalid | gateway | too large
Kuadrant broker, unknown method          | 200 | json | error -32601 Method foo/bar not found | invalid | gateway | HTTP 200
Kuadrant broker, body is no JSON         | 400 | json | error -32700 request body is not valid json | invalid | gateway | HTTP 400
Kuadrant broker, version                 | 200 | json | error -32600 Invalid JSON-RPC version | invalid | gateway | HTTP 200
TypeScript server, no such tool          | 200 | sse  | isError MCP error -32602: Tool nope not found | invalid | upstream | no tool of that name
Kuadrant gateway, no such prompt         | 200 | sse  | error -32602 Prompt not found | refused | gateway | HTTP 200
Kuadrant gateway, no such resource       | 200 | sse  | isError MCP error -32602: Resource not found | refused | gateway | ${never}
TypeScript server, no such prompt        | 200 | sse  | error -32602 MCP error -32602: Prompt nope not found | invalid | upstream | nothing of that name
any server, no such resource             | 200 | json | error -32002 Resource not found: a://b | invalid | upstream | nothing of that name
agentgateway, SSE target cut             | 200 | sse  | error -32603 upstream closed on receive | unreachable | gateway | the server behind it did not
TypeScript server 2, no such tool        | 200 | sse  | error -32602 Tool nope not found | invalid | upstream | no tool of that name
TypeScript server, arguments             | 200 | json | error -32602 MCP error -32602: Input validation error: Invalid arguments for tool x: [] | invalid | upstream | did not accept the arguments
TypeScript server 2, arguments           | 200 | sse  | isError Input validation error: Invalid arguments for tool x: product: required | invalid | upstream | did not accept the arguments
Python server, arguments                 | 200 | json | isError Input validation error: 'product' is a required property | invalid | upstream | did not accept the arguments
FastMCP server, arguments                | 200 | json | isError 1 validation error for call[get_product_info] | invalid | upstream | did not accept the arguments
any server, another -32602               | 200 | json | error -32602 params.level must be a number | invalid | gateway | did not accept the arguments
any server, the tool failed              | 200 | sse  | isError No product "kgw". Did you mean kgateway? | failed | upstream | reported an error
any server, a code of its own            | 200 | json | error -31999 out of cheese | failed | gateway | HTTP 200
SDK server, no session                   | 400 | json | error -32000 Bad Request: Server not initialized | unreachable | gateway | MCP session
SDK server, session header missing       | 400 | json | error -32000 Bad Request: Mcp-Session-Id header is required | unreachable | gateway | MCP session
SDK server, session gone                 | 404 | json | error -32001 Session not found | unreachable | gateway | MCP session
a login page                             | 200 | html | <!doctype html><form> | unreachable | gateway | you reached a login page
bad JSON                                 | 200 | json | {"jsonrpc": | unreachable | gateway | not valid JSON
other JSON                               | 200 | json | {"hello":1} | unreachable | gateway | not JSON-RPC
nothing at all                           | 202 | none | | unreachable | gateway | The answer is empty.
a stream without an answer               | 200 | sse  | : hello | unreachable | gateway | ended without an answer
a proxy's 502                            | 502 | html | <html> | unreachable | gateway | It answered 502.
a proxy's 503                            | 503 | text | no healthy upstream | unreachable | gateway | It answered 503.
`)

test.each(literals)(
  '%s: %s',
  (_, status = '', type = '', body = '', outcome, reached, says = '?') => {
    const said = verdict(wire(status, type, body), bob)
    expect(said).toMatchObject({ outcome, reached, listed: 'hidden', words: `hidden, ${outcome}` })
    expect(said.sentence).toMatch(/^bob: hidden, \w+\. .*\.$/)
    expect(said.sentence).toContain(says)
  },
)

test.each(
  rows(`
ECONNREFUSED            | Nothing listens on 127.0.0.1:18081.
ENOTFOUND               | cannot be resolved
ECONNRESET              | closed the connection
UND_ERR_SOCKET          | closed the connection
TIMEOUT                 | did not answer in time
UND_ERR_HEADERS_TIMEOUT | did not answer in time
UND_ERR_CONNECT_TIMEOUT | did not answer in time
ABORTED                 | was given up
EWHATEVER               | failed (EWHATEVER)
`),
)('no answer, %s: %s', (failure = '', says = '?') => {
  const said = verdict({ ...answer(0, null, ''), status: null, failure }, bob)
  expect(said).toMatchObject({ outcome: 'unreachable', reached: 'nowhere' })
  expect(said.sentence).toContain(says)
})

test('what was cancelled says so, and came as far as the progress of it proves', () => {
  const silent = { ...answer(0, null, ''), status: null, failure: 'CANCELLED' }
  expect(verdict(silent, bob)).toMatchObject({
    words: 'hidden, failed',
    reached: 'gateway',
    sentence: expect.stringContaining('was cancelled before an answer came'),
  })
  const progress = 'data: {"jsonrpc":"2.0","method":"notifications/progress","params":{}}\n\n'
  const begun = { ...answer(200, types.sse, progress), failure: 'CANCELLED' }
  expect(verdict(begun, bob)).toMatchObject({ outcome: 'failed', reached: 'upstream' })
})

test('an event stream that leads nowhere, or elsewhere, says which', () => {
  const stream = { ...answer(200, types.sse, ''), failure: 'NO_ENDPOINT' }
  expect(verdict(stream, bob).sentence).toContain('where messages are to be sent')
  expect(verdict({ ...stream, failure: 'FOREIGN_ENDPOINT' }, bob)).toMatchObject({
    outcome: 'unreachable',
    sentence: expect.stringContaining('which gets no token'),
  })
})

test('an answer that breaks off and one that leads elsewhere are unreachable with their own sentence', () => {
  const broken = { ...answer(200, types.sse, 'data: {"jso'), failure: 'UND_ERR_SOCKET' }
  expect(verdict(broken, bob)).toMatchObject({
    outcome: 'unreachable',
    sentence: expect.stringContaining('The answer broke off.'),
  })
  const redirect = { ...answer(302, null, ''), location: 'https://login.example/x?y=z' }
  expect(verdict(redirect, bob).sentence).toContain('redirects (302) to https://login.example,')
})

const list = (tools: string) =>
  answer(200, types.json, `{"jsonrpc":"2.0","id":3,"result":{"tools":${tools}}}`)

describe('what is said', () => {
  const allowed =
    '{"jsonrpc":"2.0","id":3,"result":{"content":[{"type":"text","text":"# kgateway"}]}}'

  test('the sentence of the third scene', () => {
    expect(
      verdict(wire('400', 'json', 'error -32602 Unknown tool: get_product_info'), bob),
    ).toEqual({
      outcome: 'refused',
      listed: 'hidden',
      words: 'hidden, refused',
      sentence: 'bob: hidden, refused. HTTP 400 in 5 ms, never reached the upstream.',
      hint: expect.stringContaining('look alike'),
      code: -32602,
      message: 'Unknown tool: get_product_info',
      reached: 'gateway',
    })
  })

  test.each([
    ['with an event line', `event: message\ndata: ${allowed}\n\n`],
    ['without one', `data: ${allowed}\n\n`],
    ['with another id', `data: ${allowed.replace('"id":3', '"id":0')}\n\n`],
    ['after a notification', `data: {"jsonrpc":"2.0","method":"m"}\n\ndata: ${allowed}\n\n`],
  ])('a result in a frame is allowed, %s', (_, body) => {
    expect(verdict(answer(200, types.sse, body), { ...bob, listed: 'listed' })).toMatchObject({
      words: 'listed, allowed',
      sentence: 'bob: listed, allowed. HTTP 200 in 5 ms.',
      reached: 'upstream',
    })
  })

  test('a refusal of a listed tool and an answer of a hidden one are pointed out', () => {
    const refused = verdict(wire('200', 'sse', 'error -32600 not allowed'), {
      ...bob,
      listed: 'listed',
    })
    expect(refused.hint).toContain('covers only the call')
    expect(verdict(answer(200, types.json, allowed), bob).hint).toContain('covers only one')
  })

  test('a session whose stream to the server broke off is to be ended', () => {
    const cut = wire('500', 'json', 'error -32603 failed to send message: upstream closed on send')
    expect(verdict(cut, bob)).toMatchObject({
      outcome: 'unreachable',
      hint: expect.stringContaining('End the session'),
    })
  })

  test('a list counts its tools and knows no second axis', () => {
    const asked = { ...bob, asked: 'list' as const }
    expect(verdict(list('[{},{}]'), asked)).toMatchObject({
      words: 'allowed',
      listed: 'unknown',
      sentence: 'bob: 2 tools. HTTP 200 in 5 ms.',
    })
    expect(verdict(list('[{}]'), asked).sentence).toContain('1 tool.')
    expect(verdict(list('7'), asked)).toMatchObject({ outcome: 'unreachable' })
  })
})

test.each([
  ['a result', 'isError '],
  ['an error', 'error -1 '],
])('a long text in %s is judged by its beginning, in no time', (_, kind) => {
  for (const piece of ['1', ': Tool ', 'unknown key "']) {
    const text = piece.repeat(1_000_000 / piece.length)
    const began = performance.now()
    expect(verdict(wire('200', 'json', kind + text), bob).outcome).toBe('failed')
    expect(performance.now() - began).toBeLessThan(2_000)
  }
})
