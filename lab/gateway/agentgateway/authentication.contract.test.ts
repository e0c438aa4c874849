import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'

import { rpc, type Running, startGateway, wellBehaved } from '../testing/gateway.ts'
import { createKey, type TestKey } from '../testing/issuer.ts'
import { jwtPolicy, policy } from '../testing/manifests.ts'
import { startUpstream, type Upstream } from '../testing/upstream.ts'

let upstream: Upstream
let key: TestKey
let stranger: TestKey
const gateways: Running[] = []

beforeAll(async () => {
  upstream = await startUpstream()
  key = await createKey('RS256', 'k1', true)
  stranger = await createKey('RS256', 'k1', true)
})
afterEach(async () => {
  await Promise.all(gateways.splice(0).map((gateway) => gateway.close()))
  upstream.seen.length = 0
})
afterAll(() => upstream.close())

const onlyAlice = policy('rbac', 'AgentgatewayBackend', {
  backend: { mcp: { authorization: { policy: { matchExpressions: ['jwt.sub == "alice"'] } } } },
})

async function start(more: Record<string, unknown> = {}): Promise<Running> {
  const gateway = await startGateway(upstream.port, {
    'jwt.yaml': jwtPolicy([key.jwk], more),
    'rbac.yaml': onlyAlice,
  })
  gateways.push(gateway)
  return gateway
}

const list = rpc(1, 'tools/list')
const allTools = /"name":"get_product_info"/
const past = Math.floor(Date.now() / 1000) - 61

type Token = () => Promise<string | undefined>
const invalid = (kind: string) => `the token is invalid or malformed: Error(${kind})`
const refusals: [string, Token, string][] = [
  ['no token', async () => undefined, 'no bearer token found'],
  ['another scheme', async () => 'Basic YTpi', 'no bearer token found'],
  ['no JWT', async () => 'Bearer nope', 'the token header is malformed: Error(InvalidToken)'],
  [
    'an unreadable header',
    async () => 'Bearer a.b.c',
    'the token header is malformed: Error(InvalidToken)',
  ],
  [
    'no kid',
    async () => `Bearer ${await key.sign({}, { kid: undefined })}`,
    'the token header does not specify a `kid`',
  ],
  [
    'an unknown kid',
    async () => `Bearer ${await key.sign({}, { kid: 'k"9' })}`,
    String.raw`token uses the unknown key "k\"9"`,
  ],
  [
    'a foreign signature',
    async () => `Bearer ${await stranger.sign()}`,
    invalid('InvalidSignature'),
  ],
  [
    'an expired token',
    async () => `Bearer ${await key.sign({ exp: past })}`,
    invalid('ExpiredSignature'),
  ],
  [
    'another audience',
    async () => `Bearer ${await key.sign({ aud: ['x', 'y'] })}`,
    invalid('InvalidAudience'),
  ],
  [
    'another issuer',
    async () => `Bearer ${await key.sign({ iss: 'https://evil.test' })}`,
    invalid('InvalidIssuer'),
  ],
  [
    'no expiry',
    async () => `Bearer ${await key.sign({ exp: undefined })}`,
    invalid('MissingRequiredClaim("exp")'),
  ],
  [
    'no issuer',
    async () => `Bearer ${await key.sign({ iss: undefined })}`,
    invalid('MissingRequiredClaim("iss")'),
  ],
  [
    'no audience',
    async () => `Bearer ${await key.sign({ aud: undefined })}`,
    invalid('MissingRequiredClaim("aud")'),
  ],
]

const auth = (value: string | undefined): Record<string, string> =>
  value === undefined ? {} : { authorization: value }

describe('Strict', () => {
  it.each(refusals)('refuses %s in agentgateway’s words', async (_what, token, why) => {
    const gateway = await start()
    const response = await gateway.post(list, auth(await token()))
    expect(await response.text()).toBe(`authentication failure: ${why}`)
    expect(response.status).toBe(401)
    expect(response.headers.get('content-type')).toBe('text/plain')
    expect(response.headers.get('www-authenticate')).toBeNull()
    expect(upstream.seen).toEqual([])
  })

  it.each(['Bearer ', 'bearer ', 'BEARER '])('accepts the scheme written %j', async (scheme) => {
    const gateway = await start()
    const response = await gateway.post(list, { authorization: `${scheme}${await key.sign()}` })
    expect(await response.text()).toMatch(allTools)
  })

  it('asks for the token before anything else', async () => {
    const gateway = await start()
    const response = await fetch(gateway.url, { method: 'DELETE', headers: { accept: 'x' } })
    expect(response.status).toBe(401)
  })

  it('never logs a token', async () => {
    const gateway = await start()
    const token = await stranger.sign()
    await gateway.post(list, auth(`Bearer ${token}`))
    await vi.waitFor(() => expect(gateway.lines).toHaveLength(1))
    expect(gateway.lines.join('\n')).not.toContain(token)
    expect(JSON.stringify(gateway.events)).not.toContain(token)
    expect(gateway.lines[0]).toContain('reason=JwtAuth')
  })
})

describe('Optional', () => {
  it('lets a request without token pass, without claims', async () => {
    const gateway = await start({ mode: 'Optional' })
    const response = await gateway.post(list)
    expect(await response.text()).toBe(
      'event: message\ndata: {"jsonrpc":"2.0","id":1,"result":{"tools":[]}}\n\n',
    )
  })

  it('refuses a bad token', async () => {
    const gateway = await start({ mode: 'Optional' })
    const response = await gateway.post(list, auth(`Bearer ${await stranger.sign()}`))
    expect(response.status).toBe(401)
  })

  it('uses a good token', async () => {
    const gateway = await start({ mode: 'Optional' })
    const response = await gateway.post(list, auth(`Bearer ${await key.sign()}`))
    expect(await response.text()).toMatch(allTools)
  })
})

describe('Permissive', () => {
  it('lets a bad token pass without claims, and only an unverified one reaches the upstream', async () => {
    const gateway = await start({ mode: 'Permissive' })
    const bad = `Bearer ${await stranger.sign()}`
    const response = await gateway.post(list, auth(bad))
    expect(await response.text()).toContain('"tools":[]')
    expect(upstream.seen[0]?.headers.authorization).toBe(bad)
    await (await gateway.post(list, auth(`Bearer ${await key.sign()}`))).text()
    expect(upstream.seen.at(-1)?.headers.authorization).toBeUndefined()
  })
})

describe('a token in another header', () => {
  it('is found there and taken out', async () => {
    const gateway = await start({ location: { header: { name: 'X-Token', prefix: 'jwt ' } } })
    const response = await gateway.post(list, { 'x-token': `JWT ${await key.sign()}` })
    expect(await response.text()).toMatch(allTools)
    expect(upstream.seen[0]?.headers['x-token']).toBeUndefined()
  })
})

describe('the MCP flavour', () => {
  const mcp = {
    mcp: {
      provider: 'Keycloak',
      clientId: 'console',
      resourceMetadata: { scopesSupported: ['openid'] },
    },
  }

  it.each(refusals)('hides why it refuses %s', async (_what, token) => {
    const gateway = await start(mcp)
    const response = await gateway.post(list, auth(await token()))
    expect(response.status).toBe(401)
    expect(response.headers.get('content-type')).toBe('application/json')
    expect(await response.text()).toBe(
      '{"error":"unauthorized","error_description":"JWT token required"}',
    )
    expect(response.headers.get('www-authenticate')).toBe(
      `Bearer resource_metadata="${new URL('/.well-known/oauth-protected-resource/mcp', gateway.url).href}"`,
    )
  })

  it('names the configured resource, and the scheme that a proxy reports', async () => {
    const configured = await start({
      mcp: { resourceMetadata: { resource: 'https://kb.test/mcp' } },
    })
    const plain = await start({ mcp: {} })
    const headers = { ...wellBehaved, 'x-forwarded-proto': 'https' }
    const challenges = await Promise.all(
      [configured, plain].map(async ({ url }) =>
        (await fetch(url, { method: 'POST', headers })).headers.get('www-authenticate'),
      ),
    )
    expect(challenges[0]).toContain('"https://kb.test/.well-known/oauth-protected-resource/mcp"')
    expect(challenges[1]).toContain(`"https://${new URL(plain.url).host}/.well-known/`)
  })
})
