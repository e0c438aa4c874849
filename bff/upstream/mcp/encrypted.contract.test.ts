import { expect, onTestFinished, test } from 'vitest'

import { startLab } from '../../testing/lab.ts'
import { atAllGateways } from '../../testing/labGateways.ts'
import { signInOf } from '../../testing/upstream.ts'

test('a session that the gateway encrypts is kept all the same, and called opaque', async () => {
  const lab = await startLab({ SESSION_KEY: '0'.repeat(64) })
  onTestFinished(() => lab.close())
  const { upstream } = await atAllGateways(lab)
  const alice = { gateway: 'everything', persona: 'alice', signIn: signInOf('presenter') }
  const { session } = await upstream.sessions.begin(alice, false)
  expect(session).toMatchObject({ envelope: { kind: 'opaque' } })
  const call = await upstream.call(alice, { tool: 'echo', arguments: { message: 'hi' } })
  expect(call.verdict.words).toBe('listed, allowed')
}, 30_000)
