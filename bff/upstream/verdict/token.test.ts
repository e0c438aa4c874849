import { expect, test } from 'vitest'

import { whyRejected } from './token.ts'

const now = Date.parse('2026-11-20T12:00:00Z')
const issuer = 'http://127.0.0.1:18080/realms/solo'
const fresh = { iss: issuer, aud: 'kagent', exp: now / 1000 + 600 }
const old = { ...fresh, exp: now / 1000 - 185 }
const trust = { issuers: [issuer], audiences: ['kagent'], keys: ['k2'] }
const says = (body: string, claims: Record<string, unknown> | null, known = trust) =>
  whyRejected({ body, claims, now, trust: known }).says
const fails = 'authentication failure: the token is invalid or malformed: '

test.each([
  ['no token', 'authentication failure: no bearer token found', null, 'No token reached'],
  ['expired', `${fails}Error(ExpiredSignature)`, old, 'The token expired 3 minutes ago.'],
  [
    'wrong audience',
    `${fails}Error(InvalidAudience)`,
    { ...fresh, aud: ['x', 'y'] },
    'the gateway wants "kagent", the token has "x", "y".',
  ],
  ['no audience', `${fails}Error(InvalidAudience)`, { iss: issuer }, 'the token names none'],
  [
    'wrong issuer',
    `${fails}Error(InvalidIssuer)`,
    { ...fresh, iss: 'http://other' },
    `the gateway trusts "${issuer}", the token says "http://other".`,
  ],
  [
    'unknown key',
    'authentication failure: token uses the unknown key "k1"',
    fresh,
    'signed with key "k1", which the gateway does not know (it knows "k2").',
  ],
  [
    'a key that was known',
    'authentication failure: token uses the unknown key "k2"',
    fresh,
    'signed with key "k2", which the gateway knew a moment ago and does not know any more.',
  ],
  ['no kid', 'authentication failure: the token header does not specify a `kid`', fresh, '(kid)'],
  ['signature', `${fails}Error(InvalidSignature)`, fresh, 'signature'],
  [
    'not a JWT',
    'authentication failure: the token header is malformed: Error(InvalidToken)',
    {},
    'cannot read the token',
  ],
])('the gateway says why: %s', (_, body, claims, expected) => {
  expect(says(body, claims)).toContain(expected)
})

const silent = '{"error":"unauthorized","error_description":"JWT token required"}'
test.each([
  ['expired', old, 'The token expired 3 minutes ago.'],
  ['issuer', { ...fresh, iss: 'http://other' }, 'another issuer'],
  ['audience', { ...fresh, aud: 'other' }, 'another audience'],
  ['nothing to see', fresh, 'The gateway says: JWT token required.'],
  ['no token', null, 'No token was sent.'],
])('a silent gateway is explained from the claims: %s', (_, claims, expected) => {
  expect(says(silent, claims)).toContain(expected)
})

test('what the gateway wants is not invented when it is not known', () => {
  const unknown = { issuers: [], audiences: [], keys: [] }
  expect(says(`${fails}Error(InvalidAudience)`, fresh, unknown)).toBe(
    'The token is for another audience, the token has "kagent".',
  )
})

test.each([
  [59_000, '59 seconds'],
  [60_000, '1 minute'],
  [7_200_000, '2 hours'],
  [90_000_000, '1 day'],
])('%d ms are %s', (ms, expected) => {
  expect(says('ExpiredSignature', { exp: (now - ms) / 1000 })).toBe(
    `The token expired ${expected} ago.`,
  )
})
