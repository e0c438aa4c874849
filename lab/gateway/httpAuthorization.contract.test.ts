import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'

import { rpc, type Running } from './testing/gateway.ts'
import { createKey, type TestKey } from './testing/issuer.ts'
import { startSseUpstream, type SseUpstream } from './testing/sseUpstream.ts'
import { gatewayPolicy, startWebsiteGateway, toolRules } from './testing/websiteFetcher.ts'

let key: TestKey
let upstream: SseUpstream
let gateway: Running
beforeAll(async () => {
  key = await createKey('ES256', 'k1')
  upstream = await startSseUpstream()
  gateway = await startWebsiteGateway(upstream.port)
  // In the place of the lab's own document, with a key that the tests can sign with.
  gateway.apply(
    gatewayPolicy('mcp-jwt-auth', {
      traffic: {
        jwtAuthentication: {
          providers: [{ issuer: 'solo.io', jwks: { inline: JSON.stringify({ keys: [key.jwk] }) } }],
        },
      },
    })
      .replace('agentgateway.dev/v1alpha1', 'enterpriseagentgateway.solo.io/v1alpha1')
      .replace('kind: AgentgatewayPolicy', 'kind: EnterpriseAgentgatewayPolicy'),
  )
})
afterAll(async () => {
  await gateway.close()
  await upstream.close()
})

const applied: string[] = []
afterEach(() => {
  for (const document of applied.splice(0)) gateway.remove(document)
  upstream.steps.length = 0
})
const apply = (document: string): void => {
  gateway.apply(document)
  applied.push(document)
}
const rule = (name: string, action: string, ...matchExpressions: string[]): string =>
  gatewayPolicy(name, { traffic: { authorization: { action, policy: { matchExpressions } } } })

const begin = rpc(1, 'initialize', {
  protocolVersion: '2025-06-18',
  capabilities: {},
  clientInfo: { name: 't', version: '1' },
})

/** A token of these claims, without an audience, as a header. */
const tokenOf = async (claims: object): Promise<{ authorization: string }> => ({
  authorization: `Bearer ${await key.sign({ iss: 'solo.io', aud: undefined, ...claims })}`,
})

/** Begins a session; HTTP status and body. */
async function ask(claims: object, headers: Record<string, string> = {}) {
  const response = await gateway.post(begin, { ...(await tokenOf(claims)), ...headers })
  return [response.status, await response.text()]
}
const passed = [200, expect.stringContaining('"serverInfo"')]
const refused = [403, 'authorization failed']
const solo = { org: 'solo.io' }

describe('an authorization rule on the whole request', () => {
  it('lets the organization pass, whose tokens need no audience', async () => {
    expect(await ask(solo)).toEqual(passed)
  })

  it.each([
    ['another organization', { org: 'solo.io.evil' }],
    ['none', {}],
    ['one of another type', { org: ['solo.io'] }],
  ])('refuses %s with 403, before the target hears of it', async (_, claims) => {
    expect(await ask(claims)).toEqual(refused)
    expect(upstream.steps).toEqual([])
  })

  it('is text/plain, is asked after the token, and is in the access log', async () => {
    const response = await gateway.post(rpc(1, 'ping'), await tokenOf({ org: 'other' }))
    expect(response.headers.get('content-type')).toBe('text/plain')
    expect(gateway.lines.at(-1)).toMatch(
      /http\.status=403 .*error="authorization failed" reason=Authorization/,
    )
    expect((await gateway.post(rpc(1, 'ping'))).status).toBe(401)
  })

  it('may deny, may require, and may look at the request', async () => {
    apply(rule('deny', 'Deny', 'request.headers["x-blocked"] == "1"'))
    apply(rule('require', 'Require', 'request.method == "POST"', 'request.path.startsWith("/mcp")'))
    expect(await ask(solo)).toEqual(passed)
    expect(await ask(solo, { 'x-blocked': '1' })).toEqual(refused)
    const other = await fetch(new URL('/other', gateway.url), {
      method: 'POST',
      headers: await tokenOf(solo),
    })
    expect(other.status).toBe(403)
  })

  it('is one alternative of several that allow', async () => {
    apply(rule('team', 'Allow', 'jwt.team == "red"'))
    expect(await ask({ team: 'red' })).toEqual(passed)
    expect(await ask({ team: 'blue' })).toEqual(refused)
  })

  it('knows no tool: that is what rules on the backend are for', async () => {
    apply(rule('tool', 'Require', 'mcp.tool.name == "fetch"'))
    expect(await ask(solo)).toEqual(refused)
  })

  it('stands beside rules for tools, which hide instead of refusing', async () => {
    apply(toolRules('jwt.team == "red"'))
    const token = await tokenOf({ ...solo, team: 'blue' })
    const opened = await gateway.post(begin, token)
    await opened.text()
    const as = { ...token, 'mcp-session-id': opened.headers.get('mcp-session-id') ?? '' }
    const listed = await gateway.post(rpc(2, 'tools/list'), as)
    expect([listed.status, await listed.text()]).toEqual([
      200,
      expect.stringContaining('"tools":[]'),
    ])
    const called = await gateway.post(rpc(3, 'tools/call', { name: 'fetch', arguments: {} }), as)
    expect([called.status, await called.json()]).toMatchObject([
      400,
      { error: { message: 'Unknown tool: fetch' } },
    ])
  })
})
