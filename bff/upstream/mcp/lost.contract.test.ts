import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'

import { startLab, type TestLab } from '../../testing/lab.ts'
import { atAllGateways } from '../../testing/labGateways.ts'
import { signInOf } from '../../testing/upstream.ts'

let lab: TestLab
beforeAll(async () => {
  lab = await startLab()
}, 30_000)
afterEach(() => lab.fault())
afterAll(() => lab.close())

const signIn = signInOf('presenter')
const as = (persona: string, gateway: string) => ({ gateway, persona, signIn })
const echo = { tool: 'echo', arguments: { message: 'again' } }
const restart = (part: string) => lab.control(`/restart/${part}`, { method: 'POST' })

describe('a session that is lost', () => {
  test.each([
    ['the server behind the gateway', 'everything', 'everything', 'alice'],
    ['the gateway', 'sseGateway', 'website-fetcher', 'seed-002'],
    ['the broker', 'kuadrantBroker', 'kuadrant', 'alice'],
    ['mcp-proxy', 'mcpProxy', 'mcp-proxy', 'seed-003'],
  ])(
    'because %s was started anew is begun anew, and says so',
    async (_, part, gateway, persona) => {
      const { upstream } = await atAllGateways(lab)
      const caller = as(persona, gateway)
      await upstream.sessions.begin(caller, false)
      await restart(part)
      const list = await upstream.tools.list(caller)
      expect(list.answer.verdict.outcome).toBe('allowed')
      expect(list.tools.length).toBeGreaterThan(0)
      expect(upstream.sessions.list(signIn, gateway)).toMatchObject([
        { resumed: expect.stringMatching(/begun at \d\d:\d\d:\d\d UTC/) },
      ])
    },
  )

  test('is listened to again when it was listened to', async () => {
    const { upstream } = await atAllGateways(lab)
    const caller = as('alice', 'everything-direct')
    const { session } = await upstream.sessions.begin(caller, true)
    expect(session).toMatchObject({ listening: true })
    await restart('everything')
    expect((await upstream.call(caller, echo)).verdict.words).toBe('listed, allowed')
    await expect
      .poll(() => upstream.sessions.list(signIn, 'everything-direct'))
      .toMatchObject([{ listening: true, resumed: expect.any(String) }])
  })

  test('is that of another gateway when somebody passes it off: no answer comes of it', async () => {
    const { upstream } = await atAllGateways(lab)
    await upstream.sessions.begin(as('alice', 'everything'), false)
    await upstream.sessions.begin(as('alice', 'dynamic'), false)
    const [mine] = upstream.mcp.sessions(signIn, 'everything')
    const [other] = upstream.mcp.sessions(signIn, 'dynamic')
    if (mine && other) mine.session.id = other.session.id
    expect((await upstream.call(as('alice', 'everything'), echo)).verdict.outcome).toBe('allowed')
    expect(upstream.sessions.list(signIn, 'everything')).toMatchObject([
      { resumed: expect.any(String) },
    ])
  })
})

test('a cut SSE stream fails no later call', async () => {
  const { upstream } = await atAllGateways(lab)
  const caller = as('seed-003', 'mcp-proxy')
  await upstream.tools.list(caller)
  await lab.control('/cut/mcpProxy', { method: 'POST' })
  expect((await upstream.tools.list(caller)).answer.verdict.outcome).toBe('allowed')
})

test('the end of a sign-in leaves no session, stream or question behind', async () => {
  const { upstream, exchanges } = await atAllGateways(lab)
  await upstream.sessions.begin(as('alice', 'everything'), true)
  await upstream.sessions.begin(as('seed-003', 'mcp-proxy'), true)
  const asking = upstream.call(as('alice', 'everything-direct'), {
    tool: 'trigger-elicitation-request',
    arguments: {},
  })
  await expect.poll(() => upstream.mcp.asks.list(signIn)).toHaveLength(1)
  await upstream.signInEnded(signIn)
  await asking
  for (const gateway of ['everything', 'mcp-proxy', 'everything-direct'])
    expect(upstream.sessions.list(signIn, gateway)).toEqual([])
  expect(upstream.mcp.asks.list(signIn)).toEqual([])
  const open = (await exchanges.list('presenter', 100)).filter(({ state }) => state === 'open')
  expect(open).toEqual([])
})
