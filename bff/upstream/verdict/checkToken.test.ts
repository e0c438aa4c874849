import { expect, test } from 'vitest'

import { fromBearer } from '../../session/heldTokens.ts'
import { publishedTokens } from '../../testing/publishedTokens.ts'
import { noon } from '../../testing/upstream.ts'
import { checkToken } from './checkToken.ts'

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const made = (claims: object, header: object = { alg: 'RS256', kid: 'k1' }) =>
  `${part(header)}.${part(claims)}.c2lnbmF0dXJl`
const known = { issuers: ['solo.io'], audiences: ['me.com'], keys: ['k1'] }

const check = (token: string, trust: Partial<typeof known> | null = known) =>
  checkToken(
    fromBearer(token, noon),
    [
      {
        gateway: 'kb',
        trust: trust === null ? undefined : { issuers: [], audiences: [], keys: [], ...trust },
      },
    ],
    noon,
  )
const later = noon / 1_000 + 60

test('the token of the website fetcher says what stands in it, and not itself', () => {
  const token = publishedTokens['seed-002']
  const found = check(token, { issuers: ['solo.io'], keys: ['solo-public-key-001'] })
  expect(found).toEqual({
    readable: true,
    issuer: 'solo.io',
    audiences: [],
    subject: 'user-id',
    expiresAt: '2035-11-24T22:28:24.000Z',
    key: 'solo-public-key-001',
    algorithm: 'RS256',
    findings: [],
    gateways: [{ gateway: 'kb', told: true, findings: [] }],
  })
  expect(JSON.stringify(found)).not.toContain(token.split('.')[2])
})

test('the token of mcp-proxy has an audience, and is a stranger at another gateway', () => {
  const found = check(publishedTokens['seed-003'], {
    issuers: ['solo.io'],
    audiences: ['kagent'],
    keys: ['k1'],
  })
  expect(found).toMatchObject({ issuer: 'me', audiences: ['me.com'], algorithm: 'ES256' })
  expect(found.gateways[0]?.findings).toEqual([
    'The token is of another issuer: the gateway trusts "solo.io", the token says "me".',
    'The token is for another audience: the gateway wants "kagent", the token has "me.com".',
    expect.stringMatching(/^The token is signed with key "XhO.*\(it knows "k1"\)\.$/),
  ])
})

test.each([
  [{ exp: later }, []],
  [{ exp: later - 120 }, ['The token expired 1 minute ago.']],
  [{ exp: later, nbf: later }, ['The token is not valid before 2026-11-20T12:01:00.000Z.']],
  [{}, ['The token names no time at which it expires.']],
  [{ exp: 1e300 }, ['The token names no time at which it expires.']],
])('a token with %j: %j', (claims, findings) => {
  expect(check(made(claims)).findings).toEqual(findings)
})

test('one of several audiences is enough, and a token without a key name is not held against its keys', () => {
  const claims = { iss: 'solo.io', aud: ['other', 'me.com'], exp: later }
  expect(check(made(claims, { alg: 'RS256' })).gateways[0]?.findings).toEqual([])
})

test('a token without issuer and audience is told what the gateway wants', () => {
  expect(check(made({ exp: later })).gateways[0]?.findings).toEqual([
    'The token is of another issuer: the gateway trusts "solo.io", the token names none.',
    'The token is for another audience: the gateway wants "me.com", the token names none.',
  ])
})

test('nothing is said of a gateway that tells nobody whom it trusts', () => {
  for (const trust of [null, {}])
    expect(check(made({ exp: later }), trust).gateways).toEqual([
      { gateway: 'kb', told: false, findings: [] },
    ])
})

test('an opaque token is no JWT, and that is all that can be said', () => {
  expect(check('0paque-token-0123456789')).toEqual({
    readable: false,
    audiences: [],
    findings: ['This is no JWT: a gateway that checks signatures will not take it.'],
    gateways: [{ gateway: 'kb', told: true, findings: [] }],
  })
})
