import { text } from 'node:stream/consumers'

import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose'
import { describe, expect, it } from 'vitest'

import { codeRequest, signIn } from './testing/codeFlow.ts'
import { listen, startIdp } from './testing/running.ts'
import { Visitor, xsrf } from './testing/visitor.ts'

const signedOut = 'http://localhost:8787/signed-out'

const logoutUrl = (endpoint: string, query: Record<string, string | undefined>): string => {
  const url = new URL(endpoint)
  for (const [name, value] of Object.entries(query))
    if (value !== undefined) url.searchParams.set(name, value)
  return url.href
}

describe('signing out', () => {
  it('ends the session at once on a good hint, and its tokens with it', async () => {
    const idp = await startIdp()
    const visitor = new Visitor()
    const { access_token, refresh_token, id_token } = await signIn(idp, visitor, 'alice')
    const query = { id_token_hint: id_token, post_logout_redirect_uri: signedOut, state: 's' }
    const gone = await visitor.open(logoutUrl(idp.endpoint('logout'), query))
    expect([gone.status, gone.url]).toEqual([302, `${signedOut}?state=s`])

    const form = { grant_type: 'refresh_token', refresh_token: String(refresh_token) }
    expect((await idp.asKagent('token', form)).body['error_description']).toBe('Session not active')
    const { body } = await idp.asKagent('token/introspect', { token: String(access_token) })
    expect(body).toEqual({ active: false })
    expect((await visitor.open(codeRequest(idp).url)).text).toContain('Sign in to')
  })

  it('tells the console by a signed logout token that names the session', async () => {
    const heard: Promise<string>[] = []
    const consoleOrigin = await listen((request, response) => {
      heard.push(text(request))
      response.end()
    })
    const idp = await startIdp({ consoleOrigin })
    const visitor = new Visitor()
    const redirect_uri = `${consoleOrigin}/bff/callback`
    const page = await visitor.open(codeRequest(idp, { redirect_uri }).url)
    await visitor.post(page.url, { account: 'bob' })
    const other = await visitor.open(codeRequest(idp, { redirect_uri, prompt: 'login' }).url)
    await visitor.post(other.url, { account: 'alice' })

    expect(heard).toHaveLength(1)
    const token = new URLSearchParams(await heard[0]).get('logout_token') ?? ''
    const jwks = createRemoteJWKSet(new URL(idp.endpoint('certs')))
    const { payload } = await jwtVerify(token, jwks, { issuer: idp.issuer, audience: 'kagent' })
    expect(payload).toMatchObject({
      sub: decodeJwt(await idp.mint({ person: 'bob' })).sub,
      sid: expect.any(String),
      events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
    })
  })

  it('asks first when nobody vouches for it, or when somebody else does', async () => {
    const idp = await startIdp()
    const visitor = new Visitor()
    const bob = await signIn(idp, new Visitor(), 'bob')
    await signIn(idp, visitor, 'alice')
    for (const id_token_hint of [undefined, bob['id_token']]) {
      const page = await visitor.open(logoutUrl(idp.endpoint('logout'), { id_token_hint }))
      expect(page.text).toContain('You are signed in as <strong>alice</strong>')
    }
    const page = await visitor.open(idp.endpoint('logout'))
    const [, action = ''] = /action="([^"]+)"/.exec(page.text) ?? []
    const done = await visitor.post(action, { xsrf: xsrf(page), logout: 'yes' })
    expect(done.text).toContain('Signed out')
    expect((await visitor.open(codeRequest(idp).url)).text).toContain('Sign in to')
  })

  it('leads to no address outside of the console', async () => {
    const idp = await startIdp()
    const visitor = new Visitor()
    const { id_token } = await signIn(idp, visitor, 'alice')
    for (const goal of ['http://localhost:8788/', 'http://localhost:8787.evil.example/', 'x']) {
      const query = { id_token_hint: id_token, post_logout_redirect_uri: goal }
      expect((await visitor.open(logoutUrl(idp.endpoint('logout'), query))).status).toBe(400)
    }
  })
})
