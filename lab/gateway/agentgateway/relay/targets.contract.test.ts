import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'

import { rpc, type Running } from '../../testing/gateway.ts'
import { policy } from '../../testing/manifests.ts'
import { type McpTestServer, startMcpServer } from '../../testing/mcpServer.ts'
import { initialize, messagesOf, startTargets } from '../../testing/targets.ts'

let one: McpTestServer
let two: McpTestServer
const gateways: Running[] = []
beforeAll(async () => {
  one = await startMcpServer({ name: 'one', instructions: 'Ask one first.' })
  two = await startMcpServer({ name: 'two', special: 'special' })
})
afterEach(async () => {
  await Promise.all(gateways.splice(0).map((gateway) => gateway.close()))
  one.steps.length = 0
  two.steps.length = 0
})
afterAll(async () => {
  await one.close()
  await two.close()
})

type Setting = Parameters<typeof startTargets>[1]

async function start(setting: Setting = {}, policies: Record<string, string> = {}) {
  const ports = { one: one.port, two: two.port }
  const gateway = await startTargets(ports, setting, { policies })
  gateways.push(gateway)
  const session: Record<string, string> =
    setting?.sessionRouting === 'Stateless' ? {} : { 'mcp-session-id': await initialize(gateway) }
  const ask = async (method: string, params: object = {}) => {
    const response = await gateway.post(rpc(7, method, params), session)
    const text = await response.text()
    return { status: response.status, text, answer: messagesOf(text).at(-1) }
  }
  return { gateway, session, ask }
}

const only = (...expressions: string[]) => ({
  'rbac.yaml': policy('rbac', 'AgentgatewayBackend', {
    backend: { mcp: { authorization: { policy: { matchExpressions: expressions } } } },
  }),
})

const names = (answer: unknown, list: string, key = 'name') =>
  ((answer as { result: Record<string, Record<string, string>[]> }).result[list] ?? []).map(
    (item) => item[key],
  ) // the tests below read only this of a result

const called = (name: string) => ({ name, arguments: { message: 'hi' } })
const failed = (code: number, message: string) =>
  JSON.stringify({ jsonrpc: '2.0', id: 7, error: { code, message } })

describe('initialize with several targets', () => {
  it('opens a session on each, in one envelope in the order of the targets', async () => {
    const { session } = await start()
    const id = session['mcp-session-id'] ?? ''
    expect(JSON.parse(Buffer.from(id, 'base64url').toString())).toEqual({
      t: 'mcp',
      s: [
        { t: 'one', s: expect.any(String) },
        { t: 'two', s: expect.any(String) },
      ],
    })
  })

  it('answers in the gateway’s own name, with the instructions of each', async () => {
    const { gateway } = await start()
    const params = {
      protocolVersion: '2025-06-18',
      capabilities: {},
      clientInfo: { name: 'c', version: '1' },
    }
    const response = await gateway.post(rpc(1, 'initialize', params))
    expect(await response.text()).toBe(
      'event: message\ndata: {"jsonrpc":"2.0","id":1,"result":{"protocolVersion":"2025-06-18","capabilities":{"prompts":{"listChanged":true},"resources":{"subscribe":true,"listChanged":true},"tools":{"listChanged":true}},"serverInfo":{"name":"agentgateway","version":"1.4.1"},"instructions":"This server is a gateway to a set of mcp servers. It is responsible for routing requests to the correct server and aggregating the results.\\n\\n[one]\\nAsk one first."}}\n\n',
    )
  })
})

describe('several targets', () => {
  it('list their tools one after the other, under prefixed names', async () => {
    const { ask } = await start()
    const { answer } = await ask('tools/list')
    expect(names(answer, 'tools')).toEqual([
      'one_echo',
      'one_count',
      'one_ask',
      'one_sample',
      'two_echo',
      'two_count',
      'two_ask',
      'two_sample',
      'two_special',
    ])
  })

  it('list prompts and resources the same way', async () => {
    const { ask } = await start()
    expect(names((await ask('prompts/list')).answer, 'prompts')).toEqual(['one_greet', 'two_greet'])
    expect(names((await ask('resources/list')).answer, 'resources', 'uri')).toEqual([
      'one+memo://note',
      'two+memo://note',
    ])
  })

  it('get a call by its prefix, and no other target hears of it', async () => {
    const { ask } = await start()
    one.steps.length = 0
    const { answer } = await ask('tools/call', called('two_echo'))
    expect(answer).toMatchObject({ id: 7, result: { content: [{ text: 'two heard hi' }] } })
    expect(one.steps).toEqual([])
  })

  it('get a prompt by its prefix', async () => {
    const { ask } = await start()
    const { text } = await ask('prompts/get', { name: 'one_greet' })
    expect(text).toContain('greeted by one')
  })

  it('get a resource by its prefix; its contents name it as the client did', async () => {
    const { ask } = await start()
    const { answer } = await ask('resources/read', { uri: 'two+memo://note' })
    expect(answer).toMatchObject({
      result: { contents: [{ uri: 'two+memo://note', text: 'a note of two' }] },
    })
  })

  it('all answer a ping, and the client hears one empty answer', async () => {
    const { ask } = await start()
    const { text } = await ask('ping')
    expect(text).toBe('event: message\ndata: {"jsonrpc":"2.0","id":7,"result":{}}\n\n')
    expect(one.steps.at(-1)).toMatch(/^POST ping/)
    expect(two.steps.at(-1)).toMatch(/^POST ping/)
  })

  it('all hear a notification', async () => {
    const { gateway, session } = await start()
    const response = await gateway.post(
      { jsonrpc: '2.0', method: 'notifications/initialized' },
      session,
    )
    expect(response.status).toBe(202)
    expect(one.steps.at(-1)).toMatch(/^POST notifications\/initialized/)
    expect(two.steps.at(-1)).toMatch(/^POST notifications\/initialized/)
  })

  it('are both ended by DELETE', async () => {
    const { gateway, session } = await start()
    expect((await fetch(gateway.url, { method: 'DELETE', headers: session })).status).toBe(202)
    expect(one.steps.at(-1)).toMatch(/^DELETE /)
    expect(two.steps.at(-1)).toMatch(/^DELETE /)
  })
})

describe('a name that leads nowhere', () => {
  it.each([
    ['tools/call', { name: 'echo' }, 'invalid resource name'],
    ['prompts/get', { name: 'greet' }, 'invalid resource name'],
    ['tools/call', { name: 'three_echo' }, 'unknown service three'],
    ['resources/read', { uri: 'memo://note' }, 'invalid resource URI'],
    ['resources/read', { uri: 'three+memo://note' }, 'unknown service three'],
    ['tasks/get', { taskId: 't1' }, 'invalid task id'],
  ])('%s of %j is refused', async (method, params, why) => {
    const { ask } = await start()
    const { status, text } = await ask(method, params)
    expect([status, text]).toEqual([
      500,
      failed(-32603, `failed to send message: invalid request: ${why}`),
    ])
  })

  it('is an unknown tool where there is an allow list: the rules are asked first', async () => {
    const { ask } = await start({}, only('mcp.tool.name == "echo" && mcp.tool.target == "one"'))
    const { status, text } = await ask('tools/call', called('three_echo'))
    expect([status, text]).toEqual([400, failed(-32602, 'Unknown tool: three_echo')])
  })
})

describe('rules', () => {
  it('see target and unprefixed name, in lists and in calls', async () => {
    const { ask } = await start({}, only('mcp.tool.target == "two" && mcp.tool.name == "echo"'))
    expect(names((await ask('tools/list')).answer, 'tools')).toEqual(['two_echo'])
    expect((await ask('tools/call', called('two_echo'))).status).toBe(200)
    const { status, text } = await ask('tools/call', called('one_echo'))
    expect([status, text]).toEqual([400, failed(-32602, 'Unknown tool: one_echo')])
  })

  it('are noted with target and unprefixed name', async () => {
    const { gateway, ask } = await start({}, only('false'))
    await ask('tools/call', called('one_echo'))
    expect(gateway.lines.at(-1)).toContain('mcp.target=one mcp.resource.type=tool')
    expect(gateway.lines.at(-1)).toContain('gen_ai.tool.name=echo')
  })
})

describe('prefixMode Never', () => {
  it('lists without prefixes what only one target has, and drops what both have', async () => {
    const { ask } = await start({ prefixMode: 'Never' })
    expect(names((await ask('tools/list')).answer, 'tools')).toEqual(['special'])
    expect(names((await ask('resources/list')).answer, 'resources', 'uri')).toEqual([
      'one+memo://note',
      'two+memo://note',
    ])
  })

  it('finds the target of a call by listing all of them', async () => {
    const { ask } = await start({ prefixMode: 'Never' })
    const { answer } = await ask('tools/call', called('special'))
    expect(answer).toMatchObject({ result: { content: [{ text: 'only two can' }] } })
    expect(one.steps.at(-1)).toMatch(/^POST tools\/list/)
  })

  it('finds it without sessions, too', async () => {
    const { ask } = await start({ prefixMode: 'Never', sessionRouting: 'Stateless' })
    const { answer } = await ask('tools/call', called('special'))
    expect(answer).toMatchObject({ result: { content: [{ text: 'only two can' }] } })
  })

  it.each([
    ['echo', 'tool echo is served by multiple targets'],
    ['nothing', 'unknown tool nothing'],
  ])('refuses a call of %s', async (name, why) => {
    const { ask } = await start({ prefixMode: 'Never' })
    const { status, text } = await ask('tools/call', called(name))
    expect([status, text]).toEqual([
      500,
      failed(-32603, `failed to send message: invalid request: ${why}`),
    ])
  })
})

describe('prefixMode Always', () => {
  it('prefixes the names of an only target', async () => {
    const gateway = await startTargets({ one: one.port }, { prefixMode: 'Always' })
    gateways.push(gateway)
    const session = { 'mcp-session-id': await initialize(gateway) }
    const list = await gateway.post(rpc(7, 'prompts/list'), session)
    expect(names(messagesOf(await list.text())[0], 'prompts')).toEqual(['one_greet'])
    const call = await gateway.post(rpc(7, 'tools/call', called('one_echo')), session)
    expect(await call.text()).toContain('one heard hi')
  })
})

describe('without sessions', () => {
  it('a call initialises only the target it names', async () => {
    const { ask } = await start({ sessionRouting: 'Stateless' })
    const { answer } = await ask('tools/call', called('two_echo'))
    expect(answer).toMatchObject({ result: { content: [{ text: 'two heard hi' }] } })
    expect(one.steps).toEqual([])
    expect(two.steps[0]).toBe('POST initialize')
  })

  it('a list initialises all of them', async () => {
    const { ask } = await start({ sessionRouting: 'Stateless' })
    expect(names((await ask('tools/list')).answer, 'tools')).toHaveLength(9)
    expect([one.steps[0], two.steps[0]]).toEqual(['POST initialize', 'POST initialize'])
  })

  it('a prefix that is no target answers the gateway’s own handshake', async () => {
    const { ask } = await start({ sessionRouting: 'Stateless' })
    const { text } = await ask('tools/call', called('three_echo'))
    expect(JSON.parse(text)).toMatchObject({
      id: 0,
      error: { message: 'failed to send message: invalid request: unknown service three' },
    })
  })
})
