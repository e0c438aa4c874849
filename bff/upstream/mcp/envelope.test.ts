import { describe, expect, test } from 'vitest'

import { envelopeOf } from './envelope.ts'

const uuid = '042e565e-1289-4999-938d-a1f34a30932f'
const packed = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

test('the envelope of the stateful scene says which target has which session, by its beginning', () => {
  const id =
    'eyJ0IjoibWNwIiwicyI6W3sidCI6ImV2ZXJ5dGhpbmciLCJzIjoiMDQyZTU2NWUtMTI4OS00OTk5LTkzOGQtYTFmMzRhMzA5MzJmIn1dfQ'
  expect(envelopeOf(id)).toMatchObject({
    kind: 'json',
    targets: [{ target: 'everything', session: '042e565e…' }],
    json: { t: 'mcp', s: [{ t: 'everything', s: '042e565e…' }] },
    sentence: expect.stringContaining('1 session of servers'),
  })
})

test('a target without a session and one with a pinned endpoint are told apart', () => {
  const id = packed({ t: 'mcp', s: [{ t: 'a' }, { t: 'b', s: uuid, b: '10.0.0.7:3001' }], r: uuid })
  expect(envelopeOf(id)).toMatchObject({
    targets: [
      { target: 'a', session: null },
      { target: 'b', session: '042e565e…', endpoint: '10.0.0.7:3001' },
    ],
    json: { r: '042e565e…' },
  })
})

test('a JWT shows its claims, and neither its signature nor a whole id', () => {
  const claims = { iss: 'mcp-gateway', aud: ['mcp-gateway'], iat: 1_000, exp: 87_400, jti: uuid }
  const id = `${packed({ alg: 'HS256', typ: 'JWT' })}.${packed(claims)}.c2lnbmF0dXJlLW9mLWl0`
  const view = envelopeOf(id)
  expect(view).toMatchObject({
    kind: 'jwt',
    header: { alg: 'HS256' },
    claims: { iss: 'mcp-gateway', aud: ['mcp-gateway'], exp: 87_400, jti: '042e565e…' },
    sentence: expect.stringContaining('signed with HS256, good for 24 hours'),
  })
  expect(JSON.stringify(view)).not.toContain('c2lnbmF0')
})

const deep = Buffer.from(`{"t":"mcp","s":${'['.repeat(9_000)}${']'.repeat(9_000)}}`).toString(
  'base64url',
)

describe('what says nothing', () => {
  test.each([
    ['a UUID', uuid, 'plain'],
    ['32 hexadecimal digits', '042e565e12894999938da1f34a30932f', 'plain'],
    ['ciphertext', Buffer.alloc(48, 0x9d).toString('base64url'), 'opaque'],
    ['padding, which agentgateway refuses', `${packed({ t: 'mcp', s: [{ t: 'x' }] })}==`, 'opaque'],
    ['JSON of another shape', packed({ t: 'http', s: [] }), 'opaque'],
    ['two dots without JSON', 'a.b.c', 'opaque'],
    ['JSON that is deeper than anybody looks', deep, 'opaque'],
    ['nothing', '', 'opaque'],
  ])('%s', (_, id, kind) => {
    expect(envelopeOf(id).kind).toBe(kind)
  })
})
