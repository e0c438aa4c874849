import { Agent } from 'undici'
import { beforeEach, describe, expect, it } from 'vitest'

import type { McpBackend } from '../../core/model.ts'
import { releaseOf } from '../../core/release.ts'
import { createRelay } from '../relay/relay.ts'
import { createCodec } from './envelope.ts'
import { createSessions, type Sessions } from './sessions.ts'

const dispatcher = new Agent()
const backend = (name: string, ...targets: string[]): McpBackend => ({
  kind: 'AgentgatewayBackend',
  name: { namespace: 'n', name },
  sessionRouting: 'Stateful',
  failureMode: 'FailClosed',
  prefixMode: 'Conditional',
  targets: targets.map((target) => ({
    name: target,
    protocol: 'StreamableHTTP',
    url: new URL('http://127.0.0.1/'),
  })),
})
const mine = backend('mine', 'one', 'two')
const open = (of: McpBackend) => createRelay(of, dispatcher, ({ name }) => `session-of-${name}`)
const encoded = (state: unknown) => Buffer.from(JSON.stringify(state)).toString('base64url')

let now = 0
let sessions: Sessions
beforeEach(() => {
  now = 1_000
  sessions = createSessions({
    codec: createCodec(),
    dispatcher,
    release: releaseOf(),
    now: () => now,
  })
})
const minutes = (count: number) => {
  now += count * 60_000
}

describe('a session', () => {
  it('lives for thirty minutes after the last request, then it can only be resumed', () => {
    const relay = open(mine)
    const id = sessions.keep(relay)
    minutes(29)
    expect(sessions.resume(id, mine)).toBe(relay)
    minutes(29)
    expect(sessions.find(id, mine)).toBe(relay)
    minutes(31)
    expect(sessions.find(id, mine)).toBeUndefined()
    const rebuilt = sessions.resume(id, mine)
    expect(rebuilt.upstreams.map(({ session }) => session.id())).toEqual([
      'session-of-one',
      'session-of-two',
    ])
    expect(sessions.find(id, mine)).toBe(rebuilt)
  })

  it('belongs to its backend', () => {
    const id = sessions.keep(open(mine))
    const other = backend('other', 'one', 'two')
    expect(() => sessions.resume(id, other)).toThrow('mcp: session not found')
    expect(sessions.find(id, other)).toBeUndefined()
    expect(() => sessions.resume(id, { ...mine, kind: 'Backend' })).toThrow('session not found')
  })

  it('that names its targets in another order reaches the right ones', () => {
    const s = [
      { t: 'two', s: 'b' },
      { t: 'one', s: 'a' },
    ]
    const relay = sessions.resume(encoded({ t: 'mcp', s }), mine)
    expect(relay.upstreams.map(({ session }) => session.id())).toEqual(['a', 'b'])
  })

  it('of a gateway before 1.0.1 names no targets and goes by their order', () => {
    const relay = sessions.resume(encoded({ t: 'mcp', s: [{ s: 'a' }, { s: 'b' }] }), mine)
    expect(relay.upstreams.map(({ session }) => session.id())).toEqual(['a', 'b'])
  })

  it('that names one target twice is not found', () => {
    const s = [{ t: 'one' }, { t: 'one' }]
    expect(() => sessions.resume(encoded({ t: 'mcp', s }), mine)).toThrow('session not found')
  })

  it('gets a random member where a target gave none, so that no two are alike', () => {
    const [one = '', two] = [1, 2].map(() => sessions.keep(createRelay(mine, dispatcher)))
    expect(one).not.toBe(two)
    expect(Buffer.from(one, 'base64url').toString()).toMatch(
      /^{"t":"mcp","s":\[{"t":"one"},{"t":"two"}\],"r":"[0-9a-f-]{36}"}$/,
    )
  })
})
