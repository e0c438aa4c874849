import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose'
import { describe, expect, it } from 'vitest'

import { kagent, passwordGrant, startIdp } from './testing/running.ts'

describe('the password grant', () => {
  it("gives alice an access token in Keycloak's shape, signed by a published key", async () => {
    const idp = await startIdp()
    const { access_token } = await passwordGrant(idp, 'alice')
    const jwks = createRemoteJWKSet(new URL(idp.endpoint('certs')))
    const { payload, protectedHeader } = await jwtVerify(access_token, jwks, { issuer: idp.issuer })
    expect(protectedHeader).toMatchObject({ alg: 'RS256', typ: 'JWT' })
    expect(payload).toEqual({
      exp: Number(payload.iat) + 1800,
      iat: expect.any(Number),
      jti: expect.any(String),
      iss: idp.issuer,
      aud: 'kagent',
      sub: expect.stringMatching(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/),
      typ: 'Bearer',
      azp: 'kagent-cli',
      sid: expect.any(String),
      acr: '1',
      scope: 'openid profile email',
      email_verified: true,
      name: 'Alice Fte',
      groups: ['field-fte'],
      preferred_username: 'alice',
      given_name: 'Alice',
      family_name: 'Fte',
      email: 'alice@example.com',
    })
  })

  it.each([
    ['alice', ['field-fte']],
    ['bob', ['field-trial']],
    ['carol', ['field-admin']],
    ['dave', []],
    ['presenter', ['field-admin']],
  ])('puts the groups of %s into access and ID token', async (name, groups) => {
    const idp = await startIdp()
    const tokens = await passwordGrant(idp, name)
    expect(decodeJwt(tokens.access_token)['groups']).toEqual(groups)
    expect(decodeJwt(tokens.id_token)).toMatchObject({ groups, typ: 'ID', aud: 'kagent-cli' })
  })

  it("answers with Keycloak's members, and an ID token only where openid is asked for", async () => {
    const idp = await startIdp({ tokenTtl: 60 })
    const { status, body } = await idp.token({
      grant_type: 'password',
      client_id: 'kagent-cli',
      username: 'BOB@example.com',
      password: 'bob',
    })
    expect(status).toBe(200)
    expect(Object.keys(body)).toEqual([
      'access_token',
      'expires_in',
      'refresh_expires_in',
      'refresh_token',
      'token_type',
      'not-before-policy',
      'session_state',
      'scope',
    ])
    expect(body).toMatchObject({ expires_in: 60, token_type: 'Bearer', scope: 'profile email' })
    expect(body['session_state']).toBe(decodeJwt(String(body['access_token']))['sid'])
  })

  it('lets the confidential client authenticate by header and by form', async () => {
    const idp = await startIdp()
    const form = { grant_type: 'password', username: 'alice', password: 'alice' }
    const secret = { client_id: 'kagent', client_secret: 'kagent-secret' }
    expect((await idp.token(form, kagent)).status).toBe(200)
    expect((await idp.token({ ...form, ...secret })).status).toBe(200)
  })

  it('shortens and lengthens the life of later tokens on demand', async () => {
    const idp = await startIdp()
    idp.setTokenTtl(2)
    const { exp, iat } = decodeJwt((await passwordGrant(idp, 'alice')).access_token)
    expect(Number(exp) - Number(iat)).toBe(2)
    expect(() => idp.setTokenTtl(0)).toThrow('whole number of seconds')
  })
})
