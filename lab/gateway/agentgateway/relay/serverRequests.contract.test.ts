import {
  Client,
  StreamableHTTPClientTransport,
  type StreamableHTTPClientTransportOptions,
} from '@modelcontextprotocol/client'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { rpc, type Running } from '../../testing/gateway.ts'
import { type McpTestServer, startMcpServer } from '../../testing/mcpServer.ts'
import { initialize, messagesOf, startTargets } from '../../testing/targets.ts'

let one: McpTestServer
let two: McpTestServer
let gateway: Running
beforeEach(async () => {
  one = await startMcpServer({ name: 'one' })
  two = await startMcpServer({ name: 'two' })
  gateway = await startTargets({ one: one.port, two: two.port })
})
afterEach(async () => {
  await gateway.close()
  await one.close()
  await two.close()
})

async function connect(options: StreamableHTTPClientTransportOptions = {}): Promise<Client> {
  const client = new Client(
    { name: 'test', version: '1' },
    {
      versionNegotiation: { mode: 'legacy' },
      capabilities: { elicitation: { form: {} }, sampling: {} },
    },
  )
  client.setRequestHandler('elicitation/create', ({ params }) => ({
    action: 'accept',
    content: { answer: `to ${params.message}` },
  }))
  client.setRequestHandler('sampling/createMessage', () => ({
    model: 'none',
    role: 'assistant',
    content: { type: 'text', text: 'a sample' },
  }))
  await client.connect(new StreamableHTTPClientTransport(new URL(gateway.url), options))
  return client
}

describe('the official client', () => {
  it('answers what the server of each target asks during a call', async () => {
    const client = await connect()
    const answers = await Promise.all(
      ['one_ask', 'two_ask'].map((name) => client.callTool({ name, arguments: {} })),
    )
    expect(answers.map(({ content }) => content)).toEqual([
      [{ type: 'text', text: '{"action":"accept","content":{"answer":"to one asks"}}' }],
      [{ type: 'text', text: '{"action":"accept","content":{"answer":"to two asks"}}' }],
    ])
    await client.close()
  })

  it('samples for a server', async () => {
    const client = await connect()
    const { content } = await client.callTool({ name: 'two_sample', arguments: {} })
    expect(content).toEqual([{ type: 'text', text: '{"type":"text","text":"a sample"}' }])
    await client.close()
  })

  it('lists, calls, prompts, reads and hears of changes', async () => {
    const client = await connect()
    const heard = vi.fn<(uri: string) => void>()
    client.setNotificationHandler('notifications/resources/updated', ({ params }) =>
      heard(params.uri),
    )
    expect((await client.listTools()).tools).toHaveLength(8)
    expect((await client.getPrompt({ name: 'two_greet' })).messages).toHaveLength(1)
    const { contents } = await client.readResource({ uri: 'one+memo://note' })
    expect(contents).toMatchObject([{ uri: 'one+memo://note', text: 'a note of one' }])
    await client.subscribeResource({ uri: 'two+memo://note' })
    expect(two.steps.at(-1)).toMatch(/^POST resources\/subscribe/)
    await vi.waitFor(async () => {
      await two.announce('memo://note')
      expect(heard).toHaveBeenCalledWith('two+memo://note')
    }, 5_000)
    await client.close()
  })
})

/** Calls `ask` and reads as far as the server's request; the rest of the stream comes later. */
async function asked(name: string) {
  const headers = { 'mcp-session-id': await initialize(gateway) }
  const response = await gateway.post(rpc(5, 'tools/call', { name, arguments: {} }), headers)
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  const request = messagesOf((await reader?.read())?.value ?? '')[0]
  return { headers, request, rest: async () => (await reader?.read())?.value ?? '' }
}

describe('a server’s request', () => {
  it('comes under an id that names its target, and its answer goes back under the server’s own', async () => {
    const { headers, request, rest } = await asked('two_ask')
    expect(request).toMatchObject({ id: 'agw:two:n:0', method: 'elicitation/create' })
    const answer = { jsonrpc: '2.0', id: 'agw:two:n:0', result: { action: 'decline' } }
    expect((await gateway.post(answer, headers)).status).toBe(202)
    expect(two.steps.at(-1)).toMatch(/^POST answer /)
    expect(await rest()).toContain(String.raw`{\"action\":\"decline\"}`)
  })

  it('that the client refuses fails the call with the client’s error', async () => {
    const { headers, request, rest } = await asked('one_ask')
    const error = { code: -32603, message: 'nobody here' }
    expect((await gateway.post({ jsonrpc: '2.0', id: request?.id, error }, headers)).status).toBe(
      202,
    )
    expect(await rest()).toContain('nobody here')
  })

  it('is offered by no capability of the client’s initialize', async () => {
    await initialize(gateway, { roots: {}, sampling: {}, elicitation: {}, experimental: { x: {} } })
    // The server knows what it was told: asking by its own checked API fails.
    expect(one.capabilities()).toEqual({ experimental: { x: {} } })
  })
})

describe('an answer to nothing known', () => {
  it.each([
    ['a number', 9, 'Number(9)'],
    ['a text', 'agw:one:n:9', 'String("agw:one:n:9")'],
  ])('whose id is %s is refused with several targets', async (_what, id, shown) => {
    const headers = { 'mcp-session-id': await initialize(gateway) }
    const response = await gateway.post({ jsonrpc: '2.0', id, result: {} }, headers)
    expect([response.status, await response.text()]).toEqual([
      500,
      `mcp: failed to send message: invalid request: no upstream registered for server-initiated request id ${shown}`,
    ])
  })

  it('that names no request is dropped with several targets', async () => {
    const headers = { 'mcp-session-id': await initialize(gateway) }
    const before = [...one.steps]
    const error = { jsonrpc: '2.0', id: null, error: { code: -32700, message: 'what?' } }
    expect((await gateway.post(error, headers)).status).toBe(202)
    expect(one.steps).toEqual(before)
  })

  it('goes to an only target as it is', async () => {
    const sole = await startTargets({ one: one.port })
    const headers = { 'mcp-session-id': await initialize(sole) }
    expect((await sole.post({ jsonrpc: '2.0', id: 9, result: {} }, headers)).status).toBe(202)
    expect(one.steps.at(-1)).toMatch(/^POST answer /)
    await sole.close()
  })
})
