import {
  type JWK,
  type JWTPayload,
  calculateJwkThumbprint,
  createLocalJWKSet,
  exportJWK,
  generateKeyPair,
  jwtVerify,
} from 'jose'

import type { Store } from './store.ts'

export type Algorithm = 'RS256' | 'ES256'

/** Older keys than these no longer verify: nothing that they signed is still worth anything. */
const keptPerAlgorithm = 5

/**
 * The realm's signing keys, kept in the store. RS256 signs everything the realm issues; the ES256 key
 * is published beside it, as a Keycloak realm with a second key provider does, for minted tokens.
 */
export interface KeyRing {
  /** Private keys, the newest first: the first of an algorithm signs, all verify. */
  all(): JWK[]
  current(alg: Algorithm): JWK
  /** Adds an RS256 key that signs from now on, and answers its `kid`. */
  rotate(): Promise<string>
  /** The claims of a token that this realm signed; rejects for any other, and for an expired one. */
  verify(token: string, issuer: string): Promise<JWTPayload>
}

/** A private signing JWK whose `kid` is its RFC 7638 thumbprint. */
export async function generateJwk(alg: Algorithm): Promise<JWK & { kid: string }> {
  const { privateKey } = await generateKeyPair(alg, { extractable: true })
  const jwk = await exportJWK(privateKey)
  return { ...jwk, kid: await calculateJwkThumbprint(jwk), alg, use: 'sig' }
}

/** What may be published of an RSA or EC key. */
function publicJwk(jwk: JWK): JWK {
  const { d: _d, p: _p, q: _q, dp: _dp, dq: _dq, qi: _qi, ...open } = jwk
  return open
}

export async function openKeyRing({ db }: Store): Promise<KeyRing> {
  const insert = db.prepare(
    'INSERT INTO signing_key SELECT ?, ?, ?, 1 + coalesce(max(number), 0) FROM signing_key',
  )
  const select = db.prepare('SELECT jwk FROM signing_key ORDER BY number DESC')
  const prune = db.prepare(`DELETE FROM signing_key WHERE alg = ?1 AND kid NOT IN
    (SELECT kid FROM signing_key WHERE alg = ?1 ORDER BY number DESC LIMIT ?2)`)

  const all = (): JWK[] => select.all().map((row): JWK => JSON.parse(String(row['jwk'])))
  const add = async (alg: Algorithm): Promise<string> => {
    const jwk = await generateJwk(alg)
    insert.run(jwk.kid, alg, JSON.stringify(jwk))
    prune.run(alg, keptPerAlgorithm)
    return jwk.kid
  }
  const current = (alg: Algorithm): JWK => {
    const found = all().find((jwk) => jwk.alg === alg)
    if (found === undefined) throw new Error(`the realm has no ${alg} key; delete its data file`)
    return found
  }

  if (all().length === 0) await Promise.all([add('RS256'), add('ES256')])
  return {
    all,
    current,
    rotate: () => add('RS256'),
    verify: async (token, issuer) => {
      const keys = createLocalJWKSet({ keys: all().map(publicJwk) })
      return (await jwtVerify(token, keys, { issuer })).payload
    },
  }
}
