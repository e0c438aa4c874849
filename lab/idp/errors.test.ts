import { describe, expect, it } from 'vitest'

import { codeRequest, callback, redeem } from './testing/codeFlow.ts'
import { startIdp } from './testing/running.ts'
import { Visitor } from './testing/visitor.ts'

const cli = { client_id: 'kagent-cli' }
const secret = { client_id: 'kagent', client_secret: 'kagent-secret' }
const alice = { username: 'alice', password: 'alice' }
const clientWords = 'Invalid client or Invalid client credentials'

describe("refusals at the token endpoint have Keycloak's status and words", () => {
  it.each([
    [
      'a wrong password',
      { grant_type: 'password', ...cli, username: 'alice', password: 'x' },
      401,
      'invalid_grant',
      'Invalid user credentials',
    ],
    [
      'an unknown person',
      { grant_type: 'password', ...cli, username: 'zoe', password: 'zoe' },
      401,
      'invalid_grant',
      'Invalid user credentials',
    ],
    [
      'no user name',
      { grant_type: 'password', ...cli },
      401,
      'invalid_request',
      'Missing parameter: username',
    ],
    [
      'an unknown scope',
      { grant_type: 'password', ...cli, ...alice, scope: 'openid nope' },
      400,
      'invalid_scope',
      'Invalid scopes: openid nope',
    ],
    [
      'an unknown client',
      { grant_type: 'password', client_id: 'nobody', ...alice },
      401,
      'invalid_client',
      clientWords,
    ],
    [
      'a wrong secret',
      { grant_type: 'password', ...secret, client_secret: 'x', ...alice },
      401,
      'unauthorized_client',
      clientWords,
    ],
    [
      'a missing secret',
      { grant_type: 'password', client_id: 'kagent', ...alice },
      401,
      'unauthorized_client',
      clientWords,
    ],
    ['no grant type', { ...cli }, 400, 'invalid_request', 'Missing form parameter: grant_type'],
    [
      'an unknown grant type',
      { grant_type: 'magic', ...cli },
      400,
      'unsupported_grant_type',
      'Unsupported grant_type',
    ],
    [
      'a service account of a public client',
      { grant_type: 'client_credentials', ...cli },
      401,
      'unauthorized_client',
      'Public client not allowed to retrieve service account',
    ],
    [
      'no refresh token',
      { grant_type: 'refresh_token', ...cli },
      400,
      'invalid_request',
      'No refresh token',
    ],
    [
      'a made-up refresh token',
      { grant_type: 'refresh_token', ...cli, refresh_token: 'made-up' },
      400,
      'invalid_grant',
      'Invalid refresh token',
    ],
    [
      'no code',
      { grant_type: 'authorization_code', ...secret, redirect_uri: callback },
      400,
      'invalid_request',
      'Missing parameter: code',
    ],
    [
      'a made-up code',
      { grant_type: 'authorization_code', ...secret, redirect_uri: callback, code: 'x' },
      400,
      'invalid_grant',
      'Code not valid',
    ],
  ])('%s', async (_case, form, status, error, description) => {
    const idp = await startIdp()
    expect(await idp.token(form)).toEqual({
      status,
      body: { error, error_description: description },
    })
  })

  it('the same field twice', async () => {
    const idp = await startIdp()
    const body = 'grant_type=password&client_id=kagent-cli&username=a&username=b'
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const response = await fetch(idp.endpoint('token'), { method: 'POST', body, headers })
    expect(await response.json()).toMatchObject({ error_description: 'duplicated parameter' })
  })

  it('a code without its verifier, with another one, and a second time', async () => {
    const idp = await startIdp()
    const visitor = new Visitor()
    const request = codeRequest(idp)
    const page = await visitor.open(request.url)
    const back = await visitor.post(page.url, { account: 'alice' })
    const description = async (verifier: string) =>
      (await redeem(idp, back, verifier)).body['error_description']
    expect(await description('')).toBe('PKCE code verifier not specified')
    expect(await description('short')).toBe('PKCE verification failed: Invalid code verifier')
    expect(await description('x'.repeat(43))).toBe('PKCE verification failed: Code mismatch')
    expect(await description(request.verifier)).toBeUndefined()
    expect(await description(request.verifier)).toBe('Code not valid')
  })
})
