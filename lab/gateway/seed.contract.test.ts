import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { createGateway } from './gateway.ts'
import { wellBehaved } from './testing/gateway.ts'
import { createKey } from './testing/issuer.ts'
import { listen, type Listening } from './testing/listen.ts'
import { soloKb } from './testing/manifests.ts'
import { startUpstream, type Upstream } from './testing/upstream.ts'

let idp: Listening
let knowledge: Upstream
let gateway: Listening
let stop: () => Promise<void>
let tokens: { alice: string; bob: string }

beforeAll(async () => {
  const key = await createKey('RS256', 'realm-key', true)
  idp = await listen((request, response) => {
    const found = request.url === '/realms/solo/protocol/openid-connect/certs'
    response.writeHead(found ? 200 : 404).end(JSON.stringify({ keys: [key.jwk] }))
  })
  const iss = `${idp.origin}/realms/solo`
  knowledge = await startUpstream()
  const { data } = await createGateway({
    manifests: soloKb,
    variables: {
      LAB_ISSUER: iss,
      LAB_IDP_PORT: String(idp.port),
      LAB_KNOWLEDGE_PORT: String(knowledge.port),
    },
    log: () => undefined,
  })
  gateway = await listen(data.handler)
  stop = async () => {
    await gateway.close()
    await data.close?.()
    await knowledge.close()
    await idp.close()
  }
  tokens = {
    alice: await key.sign({ iss, sub: 'alice', groups: ['field-fte'] }),
    bob: await key.sign({ iss, sub: 'bob', groups: ['field-trial'] }),
  }
})
afterAll(() => stop())

const post = (token: string, body: string) =>
  fetch(`${gateway.origin}/mcp`, {
    method: 'POST',
    headers: { ...wellBehaved, authorization: `Bearer ${token}` },
    body,
  })

/** What the seed's `sed -n 's/^data: //p'` leaves of an answer. */
const dataOf = (text: string): { result: { tools: { name: string }[] } } =>
  JSON.parse(/^data: (.*)$/m.exec(text)?.[1] ?? '') as never // the tests below read only these members

const list = '{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{}}'
const call =
  '{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"get_product_info","arguments":{"product":"kgateway"}}}'

describe('with the lab’s own manifests and a live JWKS', () => {
  it('alice lists every tool, in upstream order', async () => {
    const { result } = dataOf(await (await post(tokens.alice, list)).text())
    expect(result.tools.map(({ name }) => name)).toEqual([
      'list_products',
      'get_product_info',
      'search',
    ])
  })

  it('bob lists two', async () => {
    const { result } = dataOf(await (await post(tokens.bob, list)).text())
    expect(result.tools.map(({ name }) => name)).toEqual(['list_products', 'search'])
  })

  it('alice’s call is answered', async () => {
    const response = await post(tokens.alice, call)
    expect(await response.text()).toBe(
      'event: message\ndata: {"jsonrpc":"2.0","id":3,"result":{"content":[{"type":"text","text":"# kgateway"}]}}\n\n',
    )
  })

  it('bob’s same call is refused and never reaches the knowledge base', async () => {
    knowledge.seen.length = 0
    const response = await post(tokens.bob, call)
    expect(response.status).toBe(400)
    expect(await response.text()).toBe(
      '{"jsonrpc":"2.0","id":3,"error":{"code":-32602,"message":"Unknown tool: get_product_info"}}',
    )
    expect(knowledge.steps()).not.toContain('POST tools/call')
  })
})

const connect = async (token: string, mode: 'legacy' | 'auto'): Promise<Client> => {
  const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode } })
  await client.connect(
    new StreamableHTTPClientTransport(new URL(`${gateway.origin}/mcp`), {
      authProvider: { token: () => Promise.resolve(token) },
    }),
  )
  return client
}

describe('the official client', () => {
  it.each(['legacy', 'auto'] as const)('in mode %s lists and calls', async (mode) => {
    const client = await connect(tokens.bob, mode)
    const { tools } = await client.listTools()
    expect(tools.map(({ name }) => name)).toEqual(['list_products', 'search'])
    const result = await client.callTool({ name: 'search', arguments: {} })
    expect(result.content).toEqual([{ type: 'text', text: '# kgateway' }])
    await client.close()
  })

  it('gets the refusal with its JSON-RPC body', async () => {
    const client = await connect(tokens.bob, 'legacy')
    await expect(
      client.request({ method: 'tools/call', params: { name: 'get_product_info', arguments: {} } }),
    ).rejects.toMatchObject({
      data: { status: 400, text: expect.stringContaining('Unknown tool: get_product_info') },
    })
    await client.close()
  })
})
