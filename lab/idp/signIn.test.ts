import * as oidc from 'openid-client'
import { describe, expect, it } from 'vitest'

import { callback, codeRequest, redeem, signIn } from './testing/codeFlow.ts'
import { type RunningIdp, startIdp } from './testing/running.ts'
import { Visitor } from './testing/visitor.ts'

const refresh = async (idp: RunningIdp, token: string | undefined) =>
  (await idp.asKagent('token', { grant_type: 'refresh_token', refresh_token: String(token) }))
    .status

describe('signing in at the page', () => {
  it('satisfies a strict client: discovery, PKCE, state, nonce, iss and the signature', async () => {
    const idp = await startIdp()
    const config = await oidc.discovery(
      new URL(idp.issuer),
      'kagent',
      undefined,
      oidc.ClientSecretBasic('kagent-secret'),
      { execute: [oidc.allowInsecureRequests, oidc.enableNonRepudiationChecks] },
    )
    const pkceCodeVerifier = oidc.randomPKCECodeVerifier()
    const expectedNonce = oidc.randomNonce()
    const url = oidc.buildAuthorizationUrl(config, {
      redirect_uri: callback,
      scope: 'openid profile email',
      code_challenge: await oidc.calculatePKCECodeChallenge(pkceCodeVerifier),
      code_challenge_method: 'S256',
      state: 'a-state',
      nonce: expectedNonce,
    })
    const visitor = new Visitor()
    const page = await visitor.open(url.href)
    const back = new URL((await visitor.post(page.url, { account: 'carol' })).url)
    expect(back.searchParams.get('iss')).toBe(idp.issuer)
    const tokens = await oidc.authorizationCodeGrant(config, back, {
      pkceCodeVerifier,
      expectedNonce,
      expectedState: 'a-state',
      idTokenExpected: true,
    })
    expect(tokens.claims()).toMatchObject({ groups: ['field-admin'], preferred_username: 'carol' })
  })

  it('takes a user name and a password, and says so when they do not fit', async () => {
    const idp = await startIdp()
    const visitor = new Visitor()
    const { url } = codeRequest(idp)
    const page = await visitor.open(url)
    const again = await visitor.post(page.url, { username: 'bob"<', password: 'wrong' })
    expect(again.text).toContain('Invalid username or password.')
    expect(again.text).toContain('value="bob&quot;&lt;"')
    const back = await visitor.post(page.url, { username: 'bob', password: 'bob' })
    expect(back.url).toContain(`${callback}?code=`)
  })

  it('shows a tile for each person, without a line of script or style in the page', async () => {
    const idp = await startIdp()
    const { url } = codeRequest(idp, { login_hint: 'bob' })
    const { text, headers } = await new Visitor().open(url)
    expect([...text.matchAll(/name="account"\s+value="(\w+)"/g)].map(([, name]) => name)).toEqual([
      'alice',
      'bob',
      'carol',
      'dave',
      'presenter',
    ])
    expect(text).toMatch(/class="tile chosen"\s+name="account"\s+value="bob"\s+autofocus/)
    expect(text).not.toMatch(/<script|<style|style=|\son\w+=/)
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    for (const [, file] of text.matchAll(/href="([^"]+)"/g))
      expect((await fetch(new URL(String(file), idp.issuer))).status).toBe(200)
  })

  it('asks once per browser, and again when it is told to', async () => {
    const idp = await startIdp()
    const visitor = new Visitor()
    await signIn(idp, visitor, 'alice')
    expect((await visitor.open(codeRequest(idp).url)).url).toContain('?code=')
    const asked = await visitor.open(codeRequest(idp, { prompt: 'login' }).url)
    expect(asked.text).toContain('signed in as <strong>alice</strong>')
    const silent = await new Visitor().open(codeRequest(idp, { prompt: 'none' }).url)
    expect(new URL(silent.url).searchParams.get('error')).toBe('login_required')
  })

  it('ends the sign-in of the person before, but not their offline tokens', async () => {
    const idp = await startIdp()
    const visitor = new Visitor()
    const online = await signIn(idp, visitor, 'alice')
    await signIn(idp, visitor, 'bob', { prompt: 'login' })
    expect(await refresh(idp, online['refresh_token'])).toBe(400)

    const scope = 'openid offline_access'
    const offline = await signIn(idp, visitor, 'carol', { prompt: 'login consent', scope })
    const other = await signIn(idp, visitor, 'dave', { prompt: 'login', scope })
    expect(offline['scope']).toContain('offline_access')
    expect(await refresh(idp, offline['refresh_token'])).toBe(200)
    expect(await refresh(idp, other['refresh_token'])).toBe(200)
  })

  it('lets two sign-ins of one browser run side by side', async () => {
    const idp = await startIdp()
    const visitor = new Visitor()
    const first = codeRequest(idp)
    const second = codeRequest(idp)
    const firstPage = await visitor.open(first.url)
    const secondPage = await visitor.open(second.url)
    const firstBack = await visitor.post(firstPage.url, { account: 'alice' })
    expect((await redeem(idp, firstBack, first.verifier)).status).toBe(200)
    const secondBack = await visitor.post(secondPage.url, { account: 'alice' })
    expect((await redeem(idp, secondBack, second.verifier)).status).toBe(200)
  })

  it('goes back with access_denied when the person cancels', async () => {
    const idp = await startIdp()
    const visitor = new Visitor()
    const page = await visitor.open(codeRequest(idp).url)
    const back = new URL((await visitor.post(page.url, { cancel: 'yes' })).url)
    expect(back.searchParams.get('error')).toBe('access_denied')
    expect(back.searchParams.get('state')).toBe('a-state')
  })

  it('refuses a request without PKCE, and one that would answer elsewhere', async () => {
    const idp = await startIdp()
    const { url } = codeRequest(idp)
    const plain = new URL(url)
    plain.searchParams.delete('code_challenge')
    plain.searchParams.delete('code_challenge_method')
    const back = await new Visitor().open(plain.href)
    expect(new URL(back.url).searchParams.get('error')).toBe('invalid_request')
    const elsewhere = codeRequest(idp, { redirect_uri: 'http://localhost:8787/elsewhere' })
    const page = await new Visitor().open(elsewhere.url)
    expect(page.status).toBe(400)
    expect(page.text).toContain('Invalid parameter: redirect_uri')
  })

  it('says so when a sign-in is over, to a browser that never began it as well', async () => {
    const idp = await startIdp()
    const visitor = new Visitor()
    const page = await visitor.open(codeRequest(idp).url)
    const stranger = await new Visitor().post(page.url, { account: 'alice' })
    expect(stranger.status).toBe(400)
    expect(stranger.text).toContain('This sign-in has ended')
  })

  it('keeps a sign-in under way alive over a key rotation', async () => {
    const idp = await startIdp()
    const visitor = new Visitor()
    const { url, verifier } = codeRequest(idp)
    const page = await visitor.open(url)
    await idp.rotateKeys()
    const back = await visitor.post(page.url, { account: 'alice' })
    await idp.rotateKeys()
    expect((await redeem(idp, back, verifier)).status).toBe(200)
  })
})
