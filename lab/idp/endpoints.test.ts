import { createPublicKey } from 'node:crypto'

import { type JSONWebKeySet, decodeJwt } from 'jose'
import { describe, expect, it, vi } from 'vitest'

import { codeRequest, signIn } from './testing/codeFlow.ts'
import { getJson, passwordGrant, startIdp } from './testing/running.ts'
import { Visitor } from './testing/visitor.ts'

describe('the realm', () => {
  it("publishes Keycloak's paths under its issuer", async () => {
    const idp = await startIdp()
    const document = await getJson(`${idp.issuer}/.well-known/openid-configuration`)
    const protocol = `${idp.issuer}/protocol/openid-connect`
    expect(document).toMatchObject({
      issuer: idp.issuer,
      authorization_endpoint: `${protocol}/auth`,
      token_endpoint: `${protocol}/token`,
      jwks_uri: `${protocol}/certs`,
      userinfo_endpoint: `${protocol}/userinfo`,
      end_session_endpoint: `${protocol}/logout`,
      revocation_endpoint: `${protocol}/revoke`,
      introspection_endpoint: `${protocol}/token/introspect`,
      device_authorization_endpoint: `${protocol}/auth/device`,
      pushed_authorization_request_endpoint: `${protocol}/ext/par/request`,
      code_challenge_methods_supported: ['S256'],
      authorization_response_iss_parameter_supported: true,
    })
    expect(document['grant_types_supported']).toContain('password')
    expect(document['grant_types_supported']).not.toContain('implicit')
  })

  it('describes itself with the key that signs', async () => {
    const idp = await startIdp()
    const kid = await idp.rotateKeys()
    const document = await getJson(idp.issuer)
    const jwks = await fetch(idp.endpoint('certs'))
    const { keys }: JSONWebKeySet = JSON.parse(await jwks.text())
    const key = keys.find((one) => one.kid === kid) ?? {}
    const published = createPublicKey({ key, format: 'jwk' })
    expect(document).toEqual({
      realm: 'solo',
      public_key: published.export({ type: 'spki', format: 'der' }).toString('base64'),
      'token-service': `${idp.issuer}/protocol/openid-connect`,
      'account-service': `${idp.issuer}/account`,
      'tokens-not-before': 0,
    })
    expect(JSON.stringify(keys)).not.toMatch(/"(d|p|q|dp|dq|qi)":/)
  })

  it('knows no other realm, and no other path in its own', async () => {
    const idp = await startIdp()
    const lost = await fetch(`${idp.issuer}/nowhere`)
    expect([lost.status, await lost.json()]).toEqual([404, { error: 'HTTP 404 Not Found' }])
    const response = await fetch(idp.issuer.replace(/solo$/, 'soloist'))
    expect([response.status, await response.json()]).toEqual([
      404,
      { error: 'Realm does not exist' },
    ])
  })

  it('says nothing on the console while it serves', async () => {
    const spies = (['info', 'warn', 'error', 'log'] as const).map((level) =>
      vi.spyOn(console, level),
    )
    const idp = await startIdp()
    const { id_token } = await signIn(idp, new Visitor(), 'alice')
    await fetch(`${idp.endpoint('logout')}?id_token_hint=${id_token}`)
    await idp.asKagent('auth/device', {})
    for (const spy of spies) expect(spy).not.toHaveBeenCalled()
  })
})

describe('tokens at the back channel', () => {
  it('a service account has a name of its own and no groups', async () => {
    const idp = await startIdp()
    const { body } = await idp.asKagent('token', { grant_type: 'client_credentials' })
    expect(body).toMatchObject({ refresh_expires_in: 0, scope: 'profile email' })
    expect(decodeJwt(String(body['access_token']))).toMatchObject({
      aud: 'kagent',
      azp: 'kagent',
      preferred_username: 'service-account-kagent',
      groups: [],
    })
  })

  it('userinfo answers a token with openid, and tells the others why not', async () => {
    const idp = await startIdp()
    const ask = async (token?: string) => {
      const headers = token === undefined ? {} : { authorization: `Bearer ${token}` }
      const response = await fetch(idp.endpoint('userinfo'), { headers })
      const body = await response.text()
      return [response.status, body === '' ? undefined : JSON.parse(body)]
    }
    const { access_token } = await passwordGrant(idp, 'alice')
    expect(await ask(access_token)).toMatchObject([
      200,
      { preferred_username: 'alice', groups: ['field-fte'], email: 'alice@example.com' },
    ])
    expect(await ask()).toEqual([401, undefined])
    const invalid = { error: 'invalid_token', error_description: 'Token verification failed' }
    expect(await ask(await idp.mint({ key: 'unknown' }))).toEqual([401, invalid])
    expect(await ask(await idp.mint({ expiresIn: -5 }))).toEqual([401, invalid])
    const without = await passwordGrant(idp, 'alice', 'profile')
    expect(await ask(without.access_token)).toEqual([
      403,
      { error: 'insufficient_scope', error_description: 'Missing openid scope' },
    ])
  })

  it('introspection shows what a token says, and revocation ends it for its own client', async () => {
    const idp = await startIdp()
    const { access_token } = await signIn(idp, new Visitor(), 'bob')
    const token = String(access_token)
    expect((await idp.asKagent('token/introspect', { token })).body).toMatchObject({
      active: true,
      username: 'bob',
      client_id: 'kagent',
      groups: ['field-trial'],
    })
    const revoke = (client: Record<string, string>) =>
      fetch(idp.endpoint('revoke'), {
        method: 'POST',
        body: new URLSearchParams({ token, ...client }),
      })
    expect((await revoke({ client_id: 'kagent-cli' })).status).toBe(200)
    expect((await idp.asKagent('token/introspect', { token })).body['active']).toBe(true)
    expect((await idp.asKagent('revoke', { token })).status).toBe(200)
    expect((await idp.asKagent('token/introspect', { token })).body).toEqual({ active: false })
  })

  it('a revoked refresh token is of no more use', async () => {
    const idp = await startIdp()
    const { refresh_token } = await signIn(idp, new Visitor(), 'bob')
    const token = String(refresh_token)
    await idp.asKagent('revoke', { token })
    const form = { grant_type: 'refresh_token', refresh_token: token }
    expect((await idp.asKagent('token', form)).body['error']).toBe('invalid_grant')
  })

  it('every secret handed out can be looked for', async () => {
    const idp = await startIdp()
    const visitor = new Visitor()
    const { url } = codeRequest(idp)
    const back = await visitor.post((await visitor.open(url)).url, { account: 'alice' })
    const tokens = Object.values(await passwordGrant(idp, 'dave'))
    const minted = await idp.mint()
    const code = new URL(back.url).searchParams.get('code')
    expect(idp.issued()).toEqual([code, ...tokens, minted])
  })
})
