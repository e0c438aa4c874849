import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose'

/** A key with its public half as JWK, and tokens signed with it. */
export interface TestKey {
  kid: string
  jwk: JWK
  /** `claims` are written over valid ones; a claim set to undefined is left out. */
  sign: (claims?: Record<string, unknown>, header?: { kid?: string | undefined }) => Promise<string>
}

export const issuer = 'http://issuer.test/realms/solo'

/** A new key of an algorithm; the JWK names no `alg` unless asked to. */
export async function createKey(alg: string, kid: string, named = false): Promise<TestKey> {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true })
  const jwk: JWK = { ...(await exportJWK(publicKey)), kid, use: 'sig', ...(named && { alg }) }
  return {
    kid,
    jwk,
    sign: (claims = {}, header = { kid }) => {
      const now = Math.floor(Date.now() / 1000)
      const valid = { iss: issuer, aud: 'kagent', sub: 'alice', iat: now, exp: now + 300 }
      const payload = Object.entries({ ...valid, ...claims }).filter(([, v]) => v !== undefined)
      return new SignJWT(Object.fromEntries(payload))
        .setProtectedHeader({
          alg,
          typ: 'JWT',
          ...(header.kid !== undefined && { kid: header.kid }),
        })
        .sign(privateKey)
    },
  }
}
