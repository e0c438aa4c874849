import type { JWK } from 'jose'
import { z } from 'zod'

/** Public keys by `kid`. */
export type KeySet = ReadonlyMap<string, JWK>

/** Where keys come from; `loaded` lists the key ids held now, without fetching. */
export interface KeySource {
  current: () => Promise<KeySet>
  loaded: () => string[]
}

const jwks = z.object({ keys: z.array(z.looseObject({ kty: z.string(), kid: z.string().min(1) })) })

/**
 * Reads a JWKS document (RFC 7517 §5). Every key needs a `kid`: agentgateway finds keys by nothing else.
 * @throws Error saying what is wrong with the document
 */
export function parseKeySet(document: unknown): KeySet {
  const parsed = jwks.safeParse(document)
  if (!parsed.success) throw new Error('it is not a JWKS whose keys each have "kty" and "kid"')
  const usable = parsed.data.keys.filter((key) => key['use'] !== 'enc')
  return new Map(usable.map((key) => [key.kid, key satisfies JWK]))
}

/** Keys written in the policy itself. @throws Error as `parseKeySet`, or for text that is not JSON */
export function inlineKeys(text: string): KeySource {
  const keys = parseKeySet(JSON.parse(text))
  return { current: () => Promise.resolve(keys), loaded: () => [...keys.keys()] }
}

const byCurve: Record<string, readonly string[]> = {
  'P-256': ['ES256'],
  'P-384': ['ES384'],
  Ed25519: ['EdDSA'],
}
const rsa = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512']

/**
 * The algorithms a key may verify: its own `alg`, else those of its type. The token's header has no say
 * in it (RFC 8725 §3.1). Algorithms agentgateway does not take give an empty list.
 */
export function algorithmsOf(key: JWK): readonly string[] {
  const family = key.kty === 'RSA' ? rsa : (byCurve[String(key.crv)] ?? [])
  return key.alg === undefined ? family : family.filter((name) => name === key.alg)
}
