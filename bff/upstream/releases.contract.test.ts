import { expect, onTestFinished, test } from 'vitest'

import { startLab } from '../testing/lab.ts'
import { tokensOf } from '../testing/labGateways.ts'
import { signInOf, upstreamOf } from '../testing/upstream.ts'

const signIn = signInOf('presenter')
const as = (gateway: string, persona: string) => ({ gateway, persona, signIn })

/** Gateways of a lab whose agentgateways are of one release. */
async function consoleAt(version: string) {
  const lab = await startLab({ LAB_AGENTGATEWAY_VERSION: version })
  onTestFinished(() => lab.close())
  const gateway = (path: string) => ({
    url: `${lab.origins['gateway']}${path}`,
    admin: lab.origins['gatewayAdmin'] ?? '',
    product: 'agentgateway' as const,
  })
  const tokens = {
    alice: await lab.mint({ person: 'alice' }),
    bob: await lab.mint({ person: 'bob' }),
  }
  const gateways = { kb: gateway('/mcp'), everything: gateway('/everything/mcp') }
  const at = (token: Record<string, string>) =>
    upstreamOf({ gateways, tokens: tokensOf(token), clock: Date.now }).upstream
  const late = at({ bob: await lab.mint({ person: 'bob', expiresIn: -240 }) })
  return { upstream: at(tokens), late }
}

// the first release that has a trace is 1.2.0
test.each([
  ['1.0', false],
  ['1.1', false],
  ['1.2', true],
  ['1.3', true],
  ['1.4', true],
  ['head', true],
])(
  'verdicts, sessions and what is said of a trace are right with agentgateway %s',
  async (version, traces) => {
    const { upstream, late } = await consoleAt(version)
    const call = (gateway: string, persona: string, tool: string, args = {}) =>
      upstream.call(as(gateway, persona), { tool, arguments: args, trace: true })

    const refused = await call('kb', 'bob', 'get_product_info')
    expect(refused.verdict).toMatchObject({ words: 'hidden, refused', code: -32_602 })
    const allowed = await call('kb', 'bob', 'list_products')
    expect(allowed.verdict).toMatchObject({ words: 'listed, allowed', reached: 'upstream' })
    expect([refused.trace?.result, allowed.trace?.result]).toEqual(
      traces ? ['deny', 'allow'] : [undefined, undefined],
    )
    if (!traces) expect(refused.untraced).toBe('This release has no trace; it came with 1.2.')

    // a session is begun when it is asked for, whether with 400 or 422
    const echoed = await call('everything', 'alice', 'echo', { message: version })
    expect(echoed.verdict.words).toBe('listed, allowed')
    expect(JSON.stringify(echoed.result)).toContain(version)
    expect((await call('everything', 'bob', 'get-env')).verdict.words).toBe('hidden, refused')

    const list = await late.tools.list(as('kb', 'bob'))
    expect(list.answer.verdict).toMatchObject({
      outcome: 'rejected',
      sentence: expect.stringContaining('expired'),
    })
    expect((await upstream.policies.view('kb')).rules).toHaveLength(2)
  },
  30_000,
)
