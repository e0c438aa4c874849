import { randomUUID } from 'node:crypto'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import type { CallView } from '../../contract.ts'
import { startLab, type TestLab } from '../../testing/lab.ts'
import { atAllGateways } from '../../testing/labGateways.ts'
import { signInOf } from '../../testing/upstream.ts'
import { sessionSecrets } from './sessionSecrets.ts'

let lab: TestLab
beforeAll(async () => {
  lab = await startLab()
}, 30_000)
afterAll(() => lab.close())

const signIn = signInOf('presenter')
const as = (persona: string, gateway: string) => ({ gateway, persona, signIn })
const textOf = ({ result }: CallView) => JSON.stringify(result?.['content'])

describe('each gateway says over which transport, and with which sessions, it speaks', () => {
  test.each([
    ['solo-kb-demo', 'alice', 'streamable-http', 'stateless', 'parallax-lab-knowledge-base'],
    ['everything', 'alice', 'streamable-http', 'stateful', 'mcp-servers/everything'],
    ['website-fetcher', 'seed-002', 'streamable-http', 'stateful', 'mcp-website-fetcher'],
    ['website-fetcher-sse', 'seed-002', 'sse', 'stateful', 'mcp-website-fetcher'],
    ['kuadrant', 'alice', 'streamable-http', 'stateful', 'Kuadrant MCP Gateway'],
    ['kuadrant-broker', 'bob', 'streamable-http', 'stateful', 'Kuadrant MCP Gateway'],
    ['mcp-proxy', 'seed-003', 'sse', 'stateful', 'rmcp'],
    ['dynamic', 'alice', 'streamable-http', 'stateful', 'mcp-servers/everything'],
    ['everything-direct', 'alice', 'streamable-http', 'stateful', 'mcp-servers/everything'],
  ])('%s', async (gateway, persona, transport, sessions, name) => {
    const { upstream } = await atAllGateways(lab)
    const first = await upstream.sessions.about(as(persona, gateway))
    expect(first).toMatchObject({ transport, sessions, server: { name } })
    expect(first.verdict).toMatchObject({ outcome: 'allowed', reached: 'gateway' })
    // the session is there now, and is asked whether it still is
    const again = await upstream.sessions.about(as(persona, gateway))
    expect(again).toEqual({ ...first, verdict: expect.objectContaining({ outcome: 'allowed' }) })
  })
})

test.each([
  ['everything', 'alice', { kind: 'json', targets: [{ target: 'everything' }] }],
  ['website-fetcher', 'seed-002', { kind: 'plain' }],
  ['kuadrant', 'alice', { kind: 'jwt', claims: { iss: 'mcp-gateway' } }],
  ['mcp-proxy', 'seed-003', { kind: 'plain' }],
  ['everything-direct', 'alice', { kind: 'plain' }],
])(
  'the session of %s is shown taken apart, and never whole',
  async (gateway, persona, envelope) => {
    const { upstream, exchanges } = await atAllGateways(lab)
    const { session } = await upstream.sessions.begin(as(persona, gateway), true)
    expect(session).toMatchObject({ gateway, persona, envelope })
    // the everything server says in its answer which session it is
    const talkative = { tool: 'toggle-simulated-logging', arguments: {} }
    const call = await upstream.call(as(persona, gateway), talkative)
    const [kept] = upstream.mcp.sessions(signIn, gateway)
    const id = kept?.session.id ?? ''
    expect(id.length).toBeGreaterThan(30)
    const seen = await exchanges.list('presenter', 50)
    const views = await Promise.all(seen.map((one) => exchanges.one('presenter', one.id)))
    const notices = upstream.mcp.notices.list(signIn)
    const shown = JSON.stringify([session, views, call, notices])
    for (const secret of sessionSecrets(id)) expect(shown).not.toContain(secret)
  },
)

describe('a call at each gateway', () => {
  test.each([
    ['everything', 'alice', 'echo', { message: 'hi' }, 'Echo: hi'],
    ['kuadrant', 'alice', 'http_base64_encode', { text: 'hi' }, 'aGk='],
    ['dynamic', 'bob', 'echo', { message: 'hi' }, 'Echo: hi'],
    ['everything-direct', 'bob', 'echo', { message: 'hi' }, 'Echo: hi'],
  ])('%s answers', async (gateway, persona, tool, given, said) => {
    const { upstream } = await atAllGateways(lab)
    const call = await upstream.call(as(persona, gateway), { tool, arguments: given })
    expect(call.verdict).toMatchObject({ words: 'listed, allowed', reached: 'upstream' })
    expect(textOf(call)).toContain(said)
  })

  test.each([
    ['solo-kb-demo', 'bob', 'get_product_info', 'hidden, refused', -32602, 'Unknown tool'],
    [
      'mcp-proxy',
      'seed-003',
      'default/mcp-tool:convert_to_markdown',
      'listed, refused',
      -32600,
      'not allowed',
    ],
    ['kuadrant', 'alice', 'nope', 'hidden, refused', undefined, 'Tool not found'],
    [
      'kuadrant-broker',
      'alice',
      'http_get_timestamp',
      'listed, unreachable',
      undefined,
      'forward tool calls',
    ],
  ])('%s says no in its own way', async (gateway, persona, tool, words, code, message) => {
    const { upstream } = await atAllGateways(lab)
    const { verdict } = await upstream.call(as(persona, gateway), { tool, arguments: {} })
    expect(verdict).toMatchObject({ words, message: expect.stringContaining(message) })
    expect(verdict.code).toBe(code)
  })

  test('a token that mcp-proxy does not take is rejected, though it says 400', async () => {
    const { upstream } = await atAllGateways(lab)
    const { verdict, transport } = await upstream.sessions.about(as('alice', 'mcp-proxy'))
    expect(verdict).toMatchObject({
      outcome: 'rejected',
      message: expect.stringContaining('Invalid token'),
    })
    expect(transport).toBe('unknown')
  })
})

/** A call under way, with what its server asks and says meanwhile. */
async function underWay(gateway: string, tool: string, given: Record<string, unknown> = {}) {
  const parts = await atAllGateways(lab, { upstreamHeaders: '1s' })
  const call = randomUUID()
  const answered = parts.upstream.call(as('alice', gateway), { tool, arguments: given, call })
  const asks = parts.upstream.mcp.asks
  const notices = parts.upstream.mcp.notices
  return { ...parts, call, answered, asks, notices }
}

test('a question of the server is answered by a person, and the call that caused it goes on', async () => {
  const { asks, answered, call, published } = await underWay(
    'everything-direct',
    'trigger-elicitation-request',
  )
  const ask = await expect
    .poll(() => asks.list(signIn)[0], { timeout: 5_000 })
    .toBeDefined()
    .then(() => asks.list(signIn)[0])
  expect(ask).toMatchObject({ kind: 'elicitation', persona: 'alice', call, state: 'open' })
  expect(ask?.schema).toMatchObject({ properties: { name: { type: 'string' } } })
  const id = ask?.id ?? ''
  expect(asks.list(signInOf('somebody'))).toEqual([])
  expect(() => asks.answer(signInOf('somebody'), id, { action: 'cancel' })).toThrow(
    'no such question',
  )
  expect(() => asks.answer(signIn, id, { action: 'accept', content: { name: 7 } })).toThrow('name')
  asks.answer(signIn, id, { action: 'accept', content: { name: 'Ada' } })
  expect(textOf(await answered)).toContain('Ada')
  expect(() => asks.answer(signIn, id, { action: 'cancel' })).toThrow('is over')
  const told = published.filter(({ event }) => event.event === 'mcp_ask')
  expect(told.map(({ event, to }) => [event.data, to])).toMatchObject([
    [{ id, state: 'open' }, { signIn: signIn.id }],
    [{ id, state: 'answered' }, { signIn: signIn.id }],
  ])
})

test('a person may stand in for the model that a server asks for', async () => {
  const { asks, answered } = await underWay('everything-direct', 'trigger-sampling-request', {
    prompt: 'Why?',
  })
  await expect.poll(() => asks.list(signIn)).toHaveLength(1)
  const [ask] = asks.list(signIn)
  expect(ask).toMatchObject({ kind: 'sampling', sampling: { maxTokens: 100 } })
  const content = {
    role: 'assistant',
    model: 'a person',
    content: { type: 'text', text: 'Because.' },
  }
  asks.answer(signIn, ask?.id ?? '', { action: 'accept', content })
  expect(textOf(await answered)).toContain('Because.')
})

test('progress keeps a call alive beyond the silence that it may have, and is told with its name', async () => {
  const { answered, notices, call } = await underWay(
    'everything',
    'trigger-long-running-operation',
    { duration: 2, steps: 5 },
  )
  expect((await answered).verdict.words).toBe('listed, allowed')
  const progress = notices.list(signIn, 'everything').filter(({ kind }) => kind === 'progress')
  expect(progress).toHaveLength(5)
  expect(progress[0]).toMatchObject({ call, persona: 'alice', params: { progress: 5, total: 5 } })
})

test('a call that is cancelled ends at once and says so', async () => {
  const { answered, upstream, notices, call, exchanges } = await underWay(
    'everything',
    'trigger-long-running-operation',
    { duration: 30, steps: 60 },
  )
  await expect.poll(() => notices.list(signIn).length, { timeout: 5_000 }).toBeGreaterThan(0)
  const whose = { gateway: 'everything', signIn }
  expect(await upstream.mcp.cancel({ ...whose, signIn: signInOf('somebody') }, call)).toBe(false)
  expect(await upstream.mcp.cancel(whose, call)).toBe(true)
  const { verdict } = await answered
  expect(verdict).toMatchObject({
    words: 'listed, failed',
    sentence: expect.stringContaining('It was cancelled'),
  })
  const labels = (await exchanges.list('presenter', 20)).map(({ label }) => label)
  expect(labels).toContain('notifications/cancelled')
  expect(await upstream.mcp.cancel(whose, call)).toBe(false)
})

test('who listens hears what a server says when nobody asked it', async () => {
  const { upstream } = await atAllGateways(lab)
  const { session } = await upstream.sessions.begin(as('alice', 'everything'), true)
  expect(session).toMatchObject({ listening: true })
  await upstream.call(as('alice', 'everything'), {
    tool: 'toggle-simulated-logging',
    arguments: {},
  })
  await expect.poll(() => upstream.mcp.notices.list(signIn), { timeout: 8_000 }).not.toEqual([])
  expect(upstream.mcp.notices.list(signIn).at(-1)).toMatchObject({
    kind: 'log',
    gateway: 'everything',
  })
  expect(await upstream.mcp.end(as('alice', 'everything'))).toMatchObject({
    ended: true,
    status: 202,
  })
  expect(upstream.sessions.list(signIn, 'everything')).toEqual([])
})

describe('what a gateway has besides tools', () => {
  test('resources and prompts are listed whole, read and completed', async () => {
    const { upstream } = await atAllGateways(lab)
    const alice = as('alice', 'everything')
    const ask = upstream.requests
    const listed = await ask(alice, { method: 'resources/list' })
    const resources = listed.result?.['resources'] as { uri: string }[] // MCP's own shape
    expect(resources.length).toBeGreaterThan(3)
    const read = await ask(alice, { method: 'resources/read', params: { uri: resources[0]?.uri } })
    expect(read.verdict.outcome).toBe('allowed')
    const prompts = await ask(alice, { method: 'prompts/list' })
    expect(JSON.stringify(prompts.result)).toContain('args-prompt')
    const got = await ask(alice, {
      method: 'prompts/get',
      params: { name: 'args-prompt', arguments: { city: 'Oslo' } },
    })
    expect(JSON.stringify(got.result)).toContain('Oslo')
    const unknown = await ask(alice, { method: 'prompts/get', params: { name: 'nope' } })
    expect(unknown.verdict.outcome).not.toBe('allowed')
    expect((await ask(alice, { method: 'ping' })).result).toEqual({})
  })
})
