import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { rpc, runGateway, type Running } from './testing/gateway.ts'
import { createKey } from './testing/issuer.ts'
import { listen, type Listening } from './testing/listen.ts'
import { everything, soloKb } from './testing/manifests.ts'
import { type McpTestServer, startMcpServer } from './testing/mcpServer.ts'
import { messagesOf } from './testing/targets.ts'
import { startUpstream, type Upstream } from './testing/upstream.ts'

let idp: Listening
let knowledge: Upstream
let server: McpTestServer
let gateway: Running
let tokens: { alice: string; bob: string }
let keysRead = 0

beforeAll(async () => {
  const key = await createKey('RS256', 'realm-key', true)
  idp = await listen((_request, response) => {
    keysRead += 1
    response.end(JSON.stringify({ keys: [key.jwk] }))
  })
  const iss = `${idp.origin}/realms/solo`
  knowledge = await startUpstream()
  server = await startMcpServer({ name: 'everything' })
  const variables = {
    LAB_ISSUER: iss,
    LAB_IDP_PORT: String(idp.port),
    LAB_KNOWLEDGE_PORT: String(knowledge.port),
    LAB_EVERYTHING_PORT: String(server.port),
  }
  gateway = await runGateway({ manifests: [soloKb, everything], variables }, '/everything/mcp')
  tokens = {
    alice: await key.sign({ iss, sub: 'alice', groups: ['field-fte'] }),
    bob: await key.sign({ iss, sub: 'bob', groups: ['field-trial'] }),
  }
})
afterAll(async () => {
  await gateway.close()
  await server.close()
  await knowledge.close()
  await idp.close()
})

const as = (token: string, session?: string) => ({
  authorization: `Bearer ${token}`,
  ...(session !== undefined && { 'mcp-session-id': session }),
})

/** The seed's first command: initialize, and the session id out of the answer's headers. */
async function begin(token: string): Promise<string> {
  const response = await gateway.post(
    '{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"curl","version":"1"}}}',
    as(token),
  )
  await response.text()
  return response.headers.get('mcp-session-id') ?? ''
}

const toolsOf = async (response: Response): Promise<string[]> => {
  const [answer] = messagesOf(await response.text())
  return (answer as unknown as { result: { tools: { name: string }[] } }).result.tools.map(
    ({ name }) => name,
  ) // the answer to tools/list
}

describe('the seed’s curl flow', () => {
  it('gets an id that decodes to the target and its session, and lists with it', async () => {
    const session = await begin(tokens.alice)
    expect(session).toMatch(/^[A-Za-z0-9_-]{106}$/)
    expect(Buffer.from(session, 'base64').toString()).toMatch(
      /^{"t":"mcp","s":\[{"t":"everything","s":"[0-9a-f-]{36}"}\]}$/,
    )
    const list = await gateway.post(
      '{"jsonrpc":"2.0","id":2,"method":"tools/list"}',
      as(tokens.alice, session),
    )
    expect(await toolsOf(list)).toEqual(['echo', 'count', 'ask', 'sample'])
  })

  it('is refused without a token, session or not', async () => {
    const response = await gateway.post(rpc(2, 'tools/list'), {
      'mcp-session-id': await begin(tokens.alice),
    })
    expect([response.status, await response.text()]).toEqual([
      401,
      'authentication failure: no bearer token found',
    ])
  })
})

describe('a session', () => {
  it('does not carry its owner’s rights: each request is judged by its own token', async () => {
    const session = await begin(tokens.alice)
    const list = await gateway.post(rpc(2, 'tools/list'), as(tokens.bob, session))
    expect(await toolsOf(list)).toEqual(['echo'])
    const call = rpc(3, 'tools/call', { name: 'count', arguments: {} })
    const refused = await gateway.post(call, as(tokens.bob, session))
    expect([refused.status, await refused.text()]).toEqual([
      400,
      '{"jsonrpc":"2.0","id":3,"error":{"code":-32602,"message":"Unknown tool: count"}}',
    ])
    expect((await gateway.post(call, as(tokens.alice, session))).status).toBe(200)
  })

  it('never shows the server its token', async () => {
    const session = await begin(tokens.alice)
    await gateway.post(rpc(2, 'tools/list'), as(tokens.alice, session))
    expect(server.headers().get('authorization')).toBeNull()
  })

  it('means nothing to the stateless backend beside it', async () => {
    const session = await begin(tokens.alice)
    const url = gateway.url.replace('/everything', '')
    const headers = { ...as(tokens.alice, session), accept: 'application/json, text/event-stream' }
    const response = await fetch(url, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(rpc(2, 'tools/list')),
    })
    expect(await toolsOf(response)).toEqual(['list_products', 'get_product_info', 'search'])
    expect(knowledge.seen.map((seen) => seen.headers['mcp-session-id'])).not.toContain(session)
  })
})

describe('the official client', () => {
  it('keeps a session and ends it', async () => {
    const transport = new StreamableHTTPClientTransport(new URL(gateway.url), {
      authProvider: { token: () => Promise.resolve(tokens.alice) },
    })
    const client = new Client(
      { name: 'test', version: '1' },
      { versionNegotiation: { mode: 'legacy' } },
    )
    await client.connect(transport)
    await client.callTool({ name: 'count', arguments: {} })
    const { content } = await client.callTool({ name: 'count', arguments: {} })
    expect(content).toEqual([{ type: 'text', text: '2' }])
    await transport.terminateSession()
    expect(server.steps.at(-1)).toMatch(/^DELETE /)
    await client.close()
  })
})

const rule = (expression: string) => `apiVersion: enterpriseagentgateway.solo.io/v1alpha1
kind: EnterpriseAgentgatewayPolicy
metadata: {name: everything-rbac, namespace: kagent}
spec:
  targetRefs: [{group: agentgateway.dev, kind: AgentgatewayBackend, name: everything}]
  backend: {mcp: {authorization: {policy: {matchExpressions: ['${expression}']}}}}
`

describe('a changed rule', () => {
  it('is in force at once, for open sessions too, and does not make the keys be read again', async () => {
    const session = await begin(tokens.alice)
    const before = keysRead
    gateway.apply(rule('mcp.tool.name == "count"'))
    const list = await gateway.post(rpc(2, 'tools/list'), as(tokens.alice, session))
    expect(await toolsOf(list)).toEqual(['count'])
    expect(keysRead).toBe(before)
  })

  it('can be taken away: then nobody is refused', async () => {
    const session = await begin(tokens.bob)
    gateway.remove(rule(''))
    const list = await gateway.post(rpc(2, 'tools/list'), as(tokens.bob, session))
    expect(await toolsOf(list)).toEqual(['echo', 'count', 'ask', 'sample'])
  })
})

describe('the configuration dump', () => {
  it('tells the backend with sessions from the one without', async () => {
    const dump = (await (await fetch(`${gateway.admin}/config_dump`)).json()) as {
      backends: { backend: { mcp: { name: string; target: { stateful: boolean } } } }[]
    }
    expect(dump.backends.map(({ backend: { mcp } }) => [mcp.name, mcp.target.stateful])).toEqual([
      ['solo-kb-mcp', false],
      ['everything', true],
    ])
  })
})
