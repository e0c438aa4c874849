import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { type ReleaseName, releaseNames } from './core/release.ts'
import { rpc, type Running } from './testing/gateway.ts'
import { createKey, type TestKey } from './testing/issuer.ts'
import { jwtPolicy, policy } from './testing/manifests.ts'
import { type McpTestServer, startMcpServer } from './testing/mcpServer.ts'
import { initialize, startTargets } from './testing/targets.ts'
import { watch } from './testing/trace.ts'
import { modern, modernHeaders } from './testing/wire.ts'

let server: McpTestServer
let key: TestKey
let token: string
const gateways = new Map<ReleaseName, Running>()

beforeAll(async () => {
  server = await startMcpServer({ name: 'everything' })
  key = await createKey('ES256', 'k1')
  token = `Bearer ${await key.sign({ sub: 'alice' })}`
  const rule = { policy: { matchExpressions: ['mcp.tool.name == "echo"'] } }
  const policies = {
    'jwt.yaml': jwtPolicy([key.jwk]),
    'rbac.yaml': policy('rbac', 'AgentgatewayBackend', {
      backend: { mcp: { authorization: rule } },
    }),
  }
  for (const release of releaseNames) {
    const gateway = await startTargets({ everything: server.port }, {}, { policies, release })
    const { post } = gateway
    gateways.set(release, {
      ...gateway,
      post: (body, headers) => post(body, { authorization: token, ...headers }),
    })
  }
})
afterAll(async () => {
  await Promise.all([...gateways.values()].map((gateway) => gateway.close()))
  await server.close()
})

function running(release: ReleaseName): Running {
  const gateway = gateways.get(release)
  if (gateway === undefined) throw new Error(`${release} does not run`)
  return gateway
}

/** The answer to a message within a new session. */
async function inSession(
  release: ReleaseName,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  const gateway = running(release)
  return gateway.post(body, { 'mcp-session-id': await initialize(gateway), ...headers })
}

const wire = async (response: Response) => [
  response.status,
  response.headers.get('content-type'),
  await response.text(),
]

/** One row of the table of differences: what each release does, oldest first; `undefined` for one that cannot. */
const row = <T>(
  what: string,
  cells: (T | undefined)[],
  check: (release: ReleaseName, cell: T) => Promise<void>,
) =>
  describe(what, () => {
    const concerned = releaseNames.flatMap((release, index) => {
      const cell = cells[index]
      return cell === undefined ? [] : [[release, cell] as const]
    })
    it.each(concerned)('of %s: %j', (release, cell) => check(release, cell))
  })

row('the status of a refused call', [500, 400, 400, 400, 400, 400], async (release, status) => {
  const call = rpc(3, 'tools/call', { name: 'count', arguments: {} })
  expect(await wire(await inSession(release, call))).toEqual([
    status,
    'application/json',
    '{"jsonrpc":"2.0","id":3,"error":{"code":-32602,"message":"Unknown tool: count"}}',
  ])
})

row(
  'the status of a message without its session',
  [422, 422, 422, 400, 400, 400],
  async (release, status) => {
    expect(await wire(await running(release).post(rpc(1, 'tools/list')))).toEqual([
      status,
      'text/plain',
      'mcp: session header is required for non-initialize requests',
    ])
  },
)

row(
  'the beginning of an SSE frame',
  ['data', 'data', 'data', 'data', 'event: message\ndata', 'event: message\ndata'],
  async (release, beginning) => {
    const text = await (await inSession(release, rpc(1, 'ping'))).text()
    expect(text).toBe(`${beginning}: {"jsonrpc":"2.0","id":1,"result":{}}\n\n`)
  },
)

row(
  'the members of an inner session',
  ['s', 't,s', 't,s', 't,s', 't,s', 't,s'],
  async (release, members) => {
    const id = await initialize(running(release))
    const envelope = JSON.parse(Buffer.from(id, 'base64url').toString()) as { s: object[] }
    expect(envelope.s.map((inner) => Object.keys(inner).join(','))).toEqual([members])
    const list = await running(release).post(rpc(2, 'tools/list'), { 'mcp-session-id': id })
    expect(await list.text()).toContain('"echo"')
  },
)

const sentence = 'unsupported MCP protocol version: 1900-01-01'
const versions = ['2024-11-05', '2025-03-26', '2025-06-18', '2025-11-25', '2026-07-28']
const error = { code: -32022, message: sentence }
const data = { supported: versions, requested: '1900-01-01' }
row(
  'an unknown MCP-Protocol-Version',
  [
    null,
    null,
    null,
    ['text/plain', `mcp: ${sentence}`],
    ['application/json', JSON.stringify({ jsonrpc: '2.0', id: 1, error: { ...error, data } })],
    ['application/json', JSON.stringify({ jsonrpc: '2.0', id: 1, error: { ...error, data } })],
  ],
  async (release, refusal) => {
    // Not `tools/list`: what the server behind thinks of the version is its own affair.
    const response = await running(release).post(rpc(1, 'nothing'), {
      'mcp-protocol-version': '1900-01-01',
    })
    const answer = await wire(response)
    if (refusal === null) expect(answer[2]).toMatch(/^mcp: session header is required/)
    else expect(answer).toEqual([400, ...refusal])
  },
)

row(
  'a version in the header and another in initialize',
  [200, 200, 200, 200, 400, 400],
  async (release, status) => {
    const clientInfo = { name: 'c', version: '1' }
    const params = { protocolVersion: '2025-03-26', capabilities: {}, clientInfo }
    const response = await running(release).post(rpc(1, 'initialize', params))
    const text = await response.text()
    expect(response.status).toBe(status)
    expect(text.includes('"code":-32020')).toBe(status === 400)
  },
)

row(
  'a request of MCP 2026-07-28',
  ['session', 'session', 'session', 'unknown', 'passed on', 'passed on'],
  async (release, what) => {
    const response = await running(release).post(
      modern('tools/call', { name: 'count' }),
      modernHeaders('tools/call', 'count'),
    )
    const text = await response.text()
    if (what === 'session') expect([response.status, text]).toEqual([422, expect.any(String)])
    else if (what === 'unknown')
      expect([response.status, text]).toEqual([
        400,
        'mcp: unsupported MCP protocol version: 2026-07-28',
      ])
    // Refused by the rules, which is further than anything that needs a session gets.
    else expect(text).toContain('Unknown tool: count')
  },
)

row('POST /debug/trace', [404, 404, 200, 200, 200, 200], async (release, status) => {
  const gateway = running(release)
  if (status === 404) {
    const response = await fetch(`${gateway.admin}/debug/trace`, { method: 'POST' })
    expect(response.status).toBe(404)
    return
  }
  const trace = await watch(gateway, 'request.headers["x-trace"] == "1"')
  await inSession(release, rpc(1, 'tools/call', { name: 'count', arguments: {} }), {
    'x-trace': '1',
  })
  expect(await trace.rest()).toContain('"result":"deny"')
})

row(
  'the scope of a traced call',
  [undefined, undefined, false, false, false, true],
  async (release, scoped) => {
    const trace = await watch(running(release), 'request.headers["x-trace"] == "2"')
    await inSession(release, rpc(1, 'tools/call', { name: 'echo', arguments: { message: 'x' } }), {
      'x-trace': '2',
    })
    const starts = (await trace.lines()).filter(
      ({ message: { type } }) => type === 'backendCallStart',
    )
    expect(starts.map(({ scope }) => scope)).toEqual([scoped ? ['mcp everything'] : undefined])
  },
)

row('a client’s answer to a server', [500, 500, 500, 500, 500, 202], async (release, status) => {
  const response = await inSession(release, { jsonrpc: '2.0', id: 9, result: {} })
  expect([response.status, await response.text()]).toEqual([
    status,
    status === 202 ? '' : 'mcp: failed to send message: invalid request: unsupported message type',
  ])
})

row(
  'a token without issuer and audience',
  [200, 200, 200, 200, 200, 401],
  async (release, status) => {
    const without = await key.sign({ iss: undefined, aud: undefined })
    const response = await inSession(release, rpc(1, 'ping'), {
      authorization: `Bearer ${without}`,
    })
    expect([response.status, await response.text()]).toEqual([
      status,
      expect.stringContaining(
        status === 200 ? '"result":{}' : 'Error(MissingRequiredClaim("iss"))',
      ),
    ])
  },
)

row('a token with another issuer', [401, 401, 401, 401, 401, 401], async (release, status) => {
  const other = await key.sign({ iss: 'http://elsewhere' })
  const response = await inSession(release, rpc(1, 'ping'), { authorization: `Bearer ${other}` })
  expect([response.status, await response.text()]).toEqual([
    status,
    'authentication failure: the token is invalid or malformed: Error(InvalidIssuer)',
  ])
})

row(
  'the release that it says it is',
  ['1.0.0', '1.1.0', '1.2.1', '1.3.1', '1.4.1', '1.4.1'],
  async (release, version) => {
    const { admin } = running(release)
    const runtime = await (await fetch(`${admin}/api/runtime`)).json()
    const dump = await (await fetch(`${admin}/config_dump`)).json()
    expect([runtime, dump]).toMatchObject([{ build: { version } }, { version: { version } }])
  },
)
