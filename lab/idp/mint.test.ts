import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose'
import { describe, expect, it } from 'vitest'

import { startIdp } from './testing/running.ts'

describe('minting a token for a refusal', () => {
  it.each(['RS256', 'ES256'] as const)('signs a good one with %s', async (alg) => {
    const idp = await startIdp()
    const jwks = createRemoteJWKSet(new URL(idp.endpoint('certs')))
    const token = await idp.mint({ person: 'bob', alg })
    const { payload } = await jwtVerify(token, jwks, {
      issuer: idp.issuer,
      audience: 'kagent',
      algorithms: [alg],
    })
    expect(payload).toMatchObject({ groups: ['field-trial'], preferred_username: 'bob' })
  })

  it('makes one that has expired, for another audience, from another issuer, without a claim', async () => {
    const idp = await startIdp()
    const expired = decodeJwt(await idp.mint({ expiresIn: -120 }))
    expect(Number(expired.exp)).toBeLessThanOrEqual(Date.now() / 1000 - 120)
    expect(Number(expired.iat)).toBeLessThan(Number(expired.exp))
    const claims = { aud: 'other', iss: 'https://elsewhere.example', groups: undefined }
    const odd = decodeJwt(await idp.mint({ claims }))
    expect(odd).toMatchObject({ aud: 'other', iss: 'https://elsewhere.example' })
    expect(odd).not.toHaveProperty('groups')
  })

  it('makes one that the published keys do not verify, and ones without or with another kid', async () => {
    const idp = await startIdp()
    const jwks = createRemoteJWKSet(new URL(idp.endpoint('certs')))
    await expect(jwtVerify(await idp.mint({ key: 'unknown' }), jwks)).rejects.toMatchObject({
      code: 'ERR_JWKS_NO_MATCHING_KEY',
    })
    expect(decodeProtectedHeader(await idp.mint({ kid: null }))).not.toHaveProperty('kid')
    expect(decodeProtectedHeader(await idp.mint({ kid: 'other' })).kid).toBe('other')
  })

  it('refuses a person that the realm does not have', async () => {
    const idp = await startIdp()
    await expect(idp.mint({ person: 'zoe' })).rejects.toThrow('realm solo has no person "zoe"')
  })
})
