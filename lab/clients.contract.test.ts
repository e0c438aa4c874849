import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { token as proxyToken } from './mcpProxy/testing.ts'
import { clients, type Endpoint } from './testing/clients.ts'
import { type RunningGateways, startGateways } from './testing/gateways.ts'
import { soloToken } from './testing/tokens.ts'

let lab: RunningGateways
let alice: string
let bob: string
beforeAll(async () => {
  lab = await startGateways()
  alice = await lab.token('alice')
  bob = await lab.token('bob')
  await lab.applyProxyPolicy()
}, 30_000)
afterAll(() => lab.close())

interface Row {
  gateway: string
  over: Endpoint['transport']
  endpoint: () => Omit<Endpoint, 'transport'>
  /** Names of tools that it lists, first ones. */
  lists: string[]
  calls: [name: string, input: () => Record<string, unknown>]
  answer: string
}

const rows: Row[] = [
  {
    gateway: 'agentgateway without sessions',
    over: 'http',
    endpoint: () => ({ url: `${lab.at('gateway')}/mcp`, token: alice }),
    lists: ['list_products', 'get_product_info'],
    calls: ['get_product_info', () => ({ product: 'kgateway' })],
    answer: '# kgateway',
  },
  {
    gateway: 'agentgateway with sessions',
    over: 'http',
    endpoint: () => ({
      url: `${lab.at('gateway')}/everything/mcp`,
      token: alice,
    }),
    lists: ['echo', 'get-annotated-message'],
    calls: ['get-sum', () => ({ a: 2, b: 40 })],
    answer: 'The sum of 2 and 40 is 42.',
  },
  {
    gateway: 'agentgateway that found its target by a label',
    over: 'http',
    endpoint: () => ({ url: `${lab.at('dynamicGateway')}/mcp` }),
    lists: ['echo', 'get-annotated-message'],
    calls: ['echo', () => ({ message: 'Hello, world!' })],
    answer: 'Echo: Hello, world!',
  },
  {
    gateway: 'agentgateway in front of an SSE target',
    over: 'http',
    endpoint: () => ({ url: `${lab.at('sseGateway')}/mcp`, token: soloToken }),
    lists: ['fetch'],
    calls: ['fetch', () => ({ url: `${lab.at('fetcher')}/pages/opening-hours.txt` })],
    answer: 'Harbour office, open',
  },
  {
    gateway: 'agentgateway over SSE',
    over: 'sse',
    endpoint: () => ({ url: `${lab.at('sseGateway')}/sse`, token: soloToken }),
    lists: ['fetch'],
    calls: ['fetch', () => ({ url: `${lab.at('fetcher')}/get` })],
    answer: '/get',
  },
  {
    gateway: 'Kuadrant',
    over: 'http',
    endpoint: () => ({ url: `${lab.at('kuadrantGateway')}/mcp` }),
    lists: [],
    calls: ['http_base64_encode', () => ({ text: 'Hello, MCP Gateway!' })],
    answer: Buffer.from('Hello, MCP Gateway!').toString('base64'),
  },
  {
    gateway: 'mcp-proxy',
    over: 'sse',
    endpoint: () => ({ url: `${lab.at('mcpProxy')}/sse`, token: proxyToken }),
    lists: ['default/mcp-tool:convert_to_markdown'],
    calls: [
      'default/mcp-tool:convert_to_markdown',
      () => ({ uri: 'data:text/html,<h1>Hello</h1>' }),
    ],
    answer: '# Hello',
  },
]

describe.each(Object.entries(clients))('%s', (name, connect) => {
  // HTTP with SSE ended with MCP 2024-11-05: there is nothing newer to ask for.
  const concerned = rows.filter(({ over }) => over === 'http' || name !== 'client 2, newest first')
  it.each(concerned)(
    'lists and calls through $gateway',
    async ({ endpoint, over, lists, calls, answer }) => {
      const client = await connect({ ...endpoint(), transport: over })
      const tools = await client.tools()
      const [tool, input] = calls
      expect(tools).toContain(tool)
      expect(tools.slice(0, lists.length)).toEqual(lists)
      expect(await client.call(tool, input())).toContain(answer)
      await client.close()
    },
  )

  it('is refused what the rules refuse, with the gateway’s own words', async () => {
    const client = await connect({ url: `${lab.at('gateway')}/mcp`, transport: 'http', token: bob })
    expect(await client.tools()).toEqual(['list_products', 'search'])
    await expect(client.call('get_product_info', { product: 'kgateway' })).rejects.toThrow(
      'Unknown tool: get_product_info',
    )
    await client.close()
  })
})
