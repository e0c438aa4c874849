import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'

import { Problem } from '../problem.ts'
import type { HeldTokens, TokenSource } from '../session/types.ts'
import { startLab, type TestLab } from '../testing/lab.ts'
import { deadOrigin } from '../testing/serve.ts'
import { held, signInOf, upstreamOf } from '../testing/upstream.ts'

let lab: TestLab
beforeAll(async () => {
  lab = await startLab()
}, 30_000)
afterEach(() => lab.fault())
afterAll(() => lab.close())

const signIn = signInOf('presenter')
const as = (persona: string) => ({ gateway: 'kb', persona, signIn })
const product = { tool: 'get_product_info', arguments: { product: 'kgateway' } }

/** The personas alice and bob of the tests hold whatever token is made here for them. */
function tokensOf(tokens: Record<string, string>): TokenSource {
  const get = async (persona: string): Promise<HeldTokens> => {
    const token = tokens[persona]
    if (token === undefined) throw new Problem(401, 'persona_signin_required', 'no token')
    const claims: unknown = JSON.parse(
      Buffer.from(token.split('.')[1] ?? '', 'base64url').toString(),
    )
    return held(token, claims as Record<string, unknown>) // a JWT's payload is an object
  }
  return { get, renew: async () => null }
}

async function consoleOf(tokens: Record<string, string>) {
  const url = `${lab.origins['gateway']}/mcp`
  const admin = lab.origins['gatewayAdmin'] ?? ''
  const limits = { upstreamHeaders: '500ms' }
  return upstreamOf({
    gateways: { kb: { url, admin } },
    tokens: tokensOf(tokens),
    limits,
    clock: Date.now,
  })
}

const both = async () =>
  consoleOf({ alice: await lab.mint({ person: 'alice' }), bob: await lab.mint({ person: 'bob' }) })

describe('scenes 2 and 3', () => {
  test('alice lists ten tools in the order of the server, bob two', async () => {
    const { upstream } = await both()
    const names = async (persona: string) =>
      (await upstream.tools.list(as(persona))).tools.map(({ name }) => name)
    expect(await names('alice')).toEqual([
      'list_products',
      'get_product_info',
      'get_versions',
      'get_changelog',
      'search_use_cases',
      'get_api_specs',
      'get_crd_map',
      'get_use_case',
      'get_crd_schema',
      'search',
    ])
    expect(await names('bob')).toEqual(['list_products', 'search'])
  })

  test('the same call answers alice and is refused to bob', async () => {
    const { upstream } = await both()
    const [hers, his] = await Promise.all([
      upstream.call(as('alice'), product),
      upstream.call(as('bob'), product),
    ])
    expect(hers.verdict).toMatchObject({ words: 'listed, allowed', reached: 'upstream' })
    expect(hers.body).toMatch(/^event: message\ndata: \{/)
    expect(JSON.stringify(hers.result)).toContain('# kgateway')
    expect(his).toMatchObject({
      status: 400,
      contentType: 'application/json',
      verdict: {
        words: 'hidden, refused',
        code: -32602,
        message: 'Unknown tool: get_product_info',
      },
    })
    expect(his.body).toMatch(
      /^\{"jsonrpc":"2\.0","id":\d+,"error":\{"code":-32602,"message":"Unknown tool: get_product_info"\}\}$/,
    )
    expect(his.verdict.sentence).toMatch(/never reached the upstream\.$/)
  })

  test('bad arguments of an allowed persona reach the server and come back as such', async () => {
    const { upstream } = await both()
    const { verdict } = await upstream.call(as('alice'), { ...product, arguments: { product: 7 } })
    expect(verdict).toMatchObject({ outcome: 'invalid', reached: 'upstream' })
  })
})

test('the policy that the gateway reports names the rules and the claim that decides', async () => {
  const { upstream } = await both()
  const policy = await upstream.policies.view('kb')
  expect(policy).toMatchObject({ known: true, decidingClaims: ['groups'] })
  expect(policy.rules).toHaveLength(2)
  expect(policy.rules[0]).toMatchObject({
    action: 'allow',
    expression: expect.stringContaining('field-fte'),
    from: expect.stringContaining('mcp-tool-rbac'),
  })
})

describe('a refused token is explained', () => {
  test.each([
    [{ expiresIn: -240 }, 'The token expired 4 minutes ago.'],
    [{ claims: { aud: 'other' } }, 'The token is for another audience, the token has "other".'],
    [{ claims: { iss: 'http://other' } }, 'the token says "http://other".'],
    [{ key: 'unknown' }, 'which the gateway does not know'],
    [{ kid: null }, 'does not name the key'],
  ])('%j', async (order, sentence) => {
    const { upstream } = await consoleOf({ alice: await lab.mint({ person: 'alice', ...order }) })
    const { answer, tools } = await upstream.tools.list(as('alice'))
    expect(tools).toEqual([])
    expect(answer).toMatchObject({ status: 401, verdict: { outcome: 'rejected' } })
    expect(answer.verdict.sentence).toContain(sentence)
  })
})

describe('what goes wrong has its own sentence, and is over when it is over', () => {
  test.each([
    ['gateway-down', 'Nothing listens on 127.0.0.1'],
    ['gateway-slow', 'did not answer in time'],
    ['gateway-html', 'you reached a login page'],
    ['gateway-bad-json', 'not valid JSON'],
    ['gateway-broken-sse', 'The answer broke off.'],
    ['gateway-server-error', 'It answered 500.'],
    ['knowledge-down', 'the server behind it did not'],
  ])('%s', async (fault, sentence) => {
    const { upstream } = await both()
    await lab.fault(fault)
    const broken = await upstream.call(as('alice'), product)
    expect(broken.verdict).toMatchObject({ outcome: 'unreachable' })
    expect(broken.verdict.sentence).toContain(sentence)
    await lab.fault()
    expect((await upstream.call(as('alice'), product)).verdict.words).toBe('listed, allowed')
  })
})

test('no token is in what was recorded', async () => {
  const token = await lab.mint({ person: 'alice' })
  const { upstream, exchanges } = await consoleOf({ alice: token })
  await upstream.call(as('alice'), product)
  const all = await exchanges.list('presenter', 10)
  const views = await Promise.all(all.map(({ id }) => exchanges.one('presenter', id)))
  expect(views.length).toBeGreaterThan(1)
  for (const part of token.split('.')) expect(JSON.stringify(views)).not.toContain(part)
})

test('an admin port that is down leaves the policy unknown with the reason', async () => {
  const dead = await deadOrigin()
  const { upstream } = upstreamOf({ gateways: { kb: { url: `${dead}/mcp`, admin: dead } } })
  expect(await upstream.policies.view('kb')).toMatchObject({
    known: false,
    reason: expect.stringContaining('The admin port is not reachable. Nothing listens on'),
  })
})
