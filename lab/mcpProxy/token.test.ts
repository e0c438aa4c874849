import { beforeAll, describe, expect, it } from 'vitest'

import { createKey, type TestKey } from '../gateway/testing/issuer.ts'
import type { Authn } from './model.ts'
import { readToken } from './token.ts'

let key: TestKey
let authn: Authn
beforeAll(async () => {
  key = await createKey('ES256', 'k')
  authn = { issuers: ['me'], audiences: ['me.com'], key: key.jwk }
})

const now = 1_800_000_000
const valid = { iss: 'me', aud: 'me.com', exp: now, sub: 'me' }
const read = async (claims: object, at = now) =>
  readToken(`bearer ${await key.sign({ ...valid, ...claims })}`, authn, at)

describe('a token at the listener', () => {
  it('passes with its claims, whatever the case of its scheme', async () => {
    expect(await read({})).toMatchObject({ sub: 'me' })
  })

  it('passes up to a minute after its end', async () => {
    await expect(read({}, now + 60)).resolves.toBeDefined()
    await expect(read({}, now + 61)).rejects.toThrow('Invalid token, error: ExpiredSignature')
  })

  it.each([
    [{ exp: undefined }, 'Missing required claim: exp'],
    [{ iss: 'you' }, 'InvalidIssuer'],
    [{ aud: 'you.com' }, 'InvalidAudience'],
    [{ aud: ['you.com', 'them.com'] }, 'InvalidAudience'],
  ])('with %o is refused: %s', async (claims, reason) => {
    await expect(read(claims)).rejects.toThrow(`Invalid token, error: ${reason}`)
  })

  it.each([[{ iss: undefined }], [{ aud: undefined }], [{ aud: ['you.com', 'me.com'] }]])(
    'with %o passes',
    async (claims) => {
      await expect(read(claims)).resolves.toBeDefined()
    },
  )

  it('signed with another kind of key than the proxy holds is refused', async () => {
    const other = await createKey('RS256', 'k')
    const token = await other.sign({ ...valid })
    await expect(readToken(`Bearer ${token}`, authn, now)).rejects.toThrow('InvalidAlgorithm')
  })
})
