import { expect, test } from 'vitest'

import { startLab, type TestLab } from '../../testing/lab.ts'
import { atAllGateways } from '../../testing/labGateways.ts'
import { signInOf } from '../../testing/upstream.ts'

const signIn = signInOf('presenter')
const as = (persona: string, gateway: string) => ({ gateway, persona, signIn })
/** Addresses of parts that are thereby not started. */
const gatewaysOnly = {
  PARALLAX_REGISTRY_URL: 'http://127.0.0.1:9',
  PARALLAX_KAGENT_URL: 'http://127.0.0.1:9',
  PARALLAX_AGENTCORE_URL: 'http://127.0.0.1:9',
}

async function withLab(env: Record<string, string>, use: (lab: TestLab) => Promise<void>) {
  const lab = await startLab({ ...gatewaysOnly, ...env })
  await use(lab).finally(() => lab.close())
}

// a refused call is 500 in 1.0, a missing session 422 until 1.2, frames have no `event:` until 1.3
test.each([
  ['1.0', 500],
  ['1.2', 400],
  ['1.3', 400],
  ['1.4', 400],
  ['head', 400],
])('what agentgateway %s says is understood alike', { timeout: 20_000 }, async (release, refused) =>
  withLab({ LAB_AGENTGATEWAY_VERSION: release }, async (lab) => {
    const { upstream } = await atAllGateways(lab)
    const product = { tool: 'get_product_info', arguments: { product: 'kgateway' } }
    const hers = await upstream.call(as('alice', 'solo-kb-demo'), product)
    expect(hers.verdict).toMatchObject({ words: 'listed, allowed', reached: 'upstream' })
    const his = await upstream.call(as('bob', 'solo-kb-demo'), product)
    expect(his).toMatchObject({
      status: refused,
      verdict: { words: 'hidden, refused', code: -32602 },
    })
    const echo = { tool: 'echo', arguments: { message: release } }
    const call = await upstream.call(as('alice', 'everything'), echo)
    expect(JSON.stringify(call.result)).toContain(`Echo: ${release}`)
    expect(upstream.sessions.list(signIn, 'everything')).toMatchObject([
      {
        envelope: {
          kind: 'json',
          targets: [{ target: release === '1.0' ? expect.anything() : 'everything' }],
        },
      },
    ])
  }),
)

test(
  'a session that the gateway encrypts is kept all the same, and called opaque',
  { timeout: 20_000 },
  () =>
    withLab({ SESSION_KEY: '0'.repeat(64) }, async (lab) => {
      const { upstream } = await atAllGateways(lab)
      const { session } = await upstream.sessions.begin(as('alice', 'everything'), false)
      expect(session).toMatchObject({ envelope: { kind: 'opaque' } })
      const echo = { tool: 'echo', arguments: { message: 'hi' } }
      expect((await upstream.call(as('alice', 'everything'), echo)).verdict.words).toBe(
        'listed, allowed',
      )
    }),
)
