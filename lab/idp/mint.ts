import { type JWK, SignJWT, importJWK } from 'jose'

import { accessTokenClaims, personClaims } from './claims.ts'
import { type Algorithm, type KeyRing, generateJwk } from './keys.ts'
import { personByLogin } from './people.ts'

/** A token to show a refusal with; what is not said is as in a token that the realm issues. */
export interface MintOptions {
  /** Whose token; `alice` unless said. */
  person?: string
  /** Claims over the person's: `{ aud: 'other' }`, `{ iss: 'https://elsewhere' }`; undefined leaves one out. */
  claims?: Readonly<Record<string, unknown>>
  /** Seconds from now; negative makes a token that expired so long ago. The realm's lifetime unless said. */
  expiresIn?: number
  alg?: Algorithm
  /** `unknown` signs with a key that the realm does not publish. */
  key?: 'published' | 'unknown'
  /** Another `kid` in the header, or null for none. */
  kid?: string | null
}

/** Makes tokens that the realm itself would not issue. Throws for a person it does not know. */
export function createMint(issuer: string, keys: KeyRing, tokenTtl: () => number) {
  const foreign = new Map<Algorithm, Promise<JWK>>()
  const foreignKey = (alg: Algorithm): Promise<JWK> => {
    const known = foreign.get(alg) ?? generateJwk(alg)
    foreign.set(alg, known)
    return known
  }

  return async (options: MintOptions = {}): Promise<string> => {
    const { person: name = 'alice', claims, expiresIn = tokenTtl(), alg = 'RS256', kid } = options
    const person = personByLogin(name)
    if (person === undefined) throw new Error(`realm solo has no person "${name}"`)
    const jwk = options.key === 'unknown' ? await foreignKey(alg) : keys.current(alg)
    const now = Math.floor(Date.now() / 1000)
    const expiresAt = now + expiresIn
    const payload = accessTokenClaims(personClaims(person), {
      issuer,
      clientId: 'kagent-cli',
      issuedAt: Math.min(now, expiresAt - 1),
      expiresAt,
      scope: 'openid',
    })
    const named = kid === undefined ? jwk.kid : kid
    const header = { alg, typ: 'JWT', ...(typeof named === 'string' ? { kid: named } : {}) }
    return new SignJWT({ ...payload, ...claims })
      .setProtectedHeader(header)
      .sign(await importJWK(jwk, alg))
  }
}
