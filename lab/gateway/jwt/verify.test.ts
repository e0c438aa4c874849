import { base64url } from 'jose'
import { describe, expect, it } from 'vitest'

import { releaseOf } from '../core/release.ts'
import { createKey, issuer, type TestKey } from '../testing/issuer.ts'
import { inlineKeys } from './keys.ts'
import type { Provider } from './policy.ts'
import { verifyToken } from './verify.ts'

const trust = (...keys: TestKey[]): Provider[] => [
  {
    issuer,
    audiences: ['kagent', 'other'],
    keys: inlineKeys(JSON.stringify({ keys: keys.map(({ jwk }) => jwk) })),
  },
]

const encode = (value: object) => base64url.encode(JSON.stringify(value))

const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'EdDSA']

describe('a token', () => {
  it.each(algorithms)(
    'signed with %s is verified by a key that names no algorithm',
    async (alg) => {
      const key = await createKey(alg, 'k')
      await expect(
        verifyToken(await key.sign({ level: 2 }), trust(key), releaseOf()),
      ).resolves.toMatchObject({
        sub: 'alice',
        level: 2,
      })
    },
  )

  it('is refused when the key names another algorithm of its family', async () => {
    const key = await createKey('RS256', 'k')
    key.jwk.alg = 'RS512'
    await expect(verifyToken(await key.sign(), trust(key), releaseOf())).rejects.toThrow(
      'Error(InvalidAlgorithm)',
    )
  })

  it('without signature is refused however it names its key', async () => {
    const key = await createKey('ES256', 'k')
    const forged = `${encode({ alg: 'none', kid: 'k' })}.${encode({ iss: issuer, aud: 'kagent', exp: 4e9 })}.`
    await expect(verifyToken(forged, trust(key), releaseOf())).rejects.toThrow(
      'Error(InvalidAlgorithm)',
    )
  })

  it('changed after signing is refused', async () => {
    const key = await createKey('EdDSA', 'k')
    const [header, , signature] = (await key.sign()).split('.')
    const other = encode({ iss: issuer, aud: 'kagent', exp: 4e9, sub: 'root' })
    await expect(
      verifyToken(`${header}.${other}.${signature}`, trust(key), releaseOf()),
    ).rejects.toThrow('Error(InvalidSignature)')
  })

  it('is held to the issuer of the provider whose key it names', async () => {
    const [mine, theirs] = [await createKey('ES256', 'mine'), await createKey('ES256', 'theirs')]
    const providers = [
      ...trust(mine),
      { issuer: 'https://second.test', keys: inlineKeys(JSON.stringify({ keys: [theirs.jwk] })) },
    ]
    await expect(verifyToken(await theirs.sign(), providers, releaseOf())).rejects.toThrow(
      'Error(InvalidIssuer)',
    )
    const token = await theirs.sign({ iss: 'https://second.test', aud: undefined })
    await expect(verifyToken(token, providers, releaseOf())).resolves.toMatchObject({
      sub: 'alice',
    })
  })

  it('lives for 60 seconds beyond its expiry, and not one more', async () => {
    const key = await createKey('ES256', 'k')
    const token = await key.sign({ exp: 1000 })
    await expect(verifyToken(token, trust(key), releaseOf(), 1060)).resolves.toMatchObject({
      exp: 1000,
    })
    await expect(verifyToken(token, trust(key), releaseOf(), 1061)).rejects.toThrow(
      'Error(ExpiredSignature)',
    )
  })

  it('is accepted before its nbf, which agentgateway does not look at', async () => {
    const key = await createKey('ES256', 'k')
    await expect(
      verifyToken(await key.sign({ nbf: 4e9 }), trust(key), releaseOf()),
    ).resolves.toBeDefined()
  })

  it.each([['kagent'], [['x', 'other']]])('meant for %j is accepted', async (aud) => {
    const key = await createKey('ES256', 'k')
    await expect(
      verifyToken(await key.sign({ aud }), trust(key), releaseOf()),
    ).resolves.toBeDefined()
  })
})

describe('a key set', () => {
  it.each(['{', '{}', '{"keys":[{"kty":"RSA"}]}'])('%s is refused', (text) => {
    expect(() => inlineKeys(text)).toThrow()
  })
})
