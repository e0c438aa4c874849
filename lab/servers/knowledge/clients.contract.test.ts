import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { type RunningKnowledge, runKnowledge } from './running.ts'

let kb: RunningKnowledge
beforeAll(async () => {
  kb = await runKnowledge()
})
afterAll(() => kb.stop())

describe.each([
  ['2025 (initialize handshake)', { mode: 'legacy' } as const],
  ['2026-07-28 (no handshake)', { mode: { pin: '2026-07-28' } } as const],
])('the SDK client of the era %s', (_, versionNegotiation) => {
  const connect = async () => {
    const client = new Client({ name: 'test', version: '1' }, { versionNegotiation })
    const transport = new StreamableHTTPClientTransport(new URL(`${kb.origin}/mcp`))
    await client.connect(transport)
    expect(transport.sessionId).toBeUndefined()
    return client
  }

  test('lists ten tools and calls them; what has an output schema fits it', async () => {
    const client = await connect()
    const { tools } = await client.listTools()
    expect(tools).toHaveLength(10)
    const answers = await Promise.all(
      ['list_products', 'get_versions', 'get_crd_map'].map((name) => client.callTool({ name })),
    )
    for (const answer of answers) expect(answer.structuredContent).toBeDefined()
    const hits = await client.callTool({ name: 'search', arguments: { query: 'TrafficPolicy' } })
    expect(hits.structuredContent).toMatchObject({ query: 'TrafficPolicy' })
    await client.close()
  })

  test('sees a wrong argument as an error result and a wrong name as an error', async () => {
    const client = await connect()
    const wrong = { name: 'get_product_info', arguments: { product: 'nginx' } }
    expect((await client.callTool(wrong)).isError).toBe(true)
    await expect(client.callTool({ name: 'nope' })).rejects.toMatchObject({ code: -32602 })
    await client.close()
  })
})
