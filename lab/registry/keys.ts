import { type JWK, calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose'

import type { Store } from './store.ts'

/** The registry's own signing key, made once and kept, so that its tokens outlive a restart. */
export interface SigningKey {
  private: JWK & { kid: string }
  /** The part that may be published, as a JWKS. */
  published: { keys: JWK[] }
}

export async function openSigningKey(store: Store): Promise<SigningKey> {
  const kept = store.setting('signing-key')
  const jwk: JWK & { kid: string } = kept ? JSON.parse(kept) : await generate()
  if (!kept) store.keepSetting('signing-key', JSON.stringify(jwk))
  const { kty, n, e, kid, alg, use } = jwk
  return {
    private: jwk,
    published: { keys: [JSON.parse(JSON.stringify({ kty, n, e, kid, alg, use }))] },
  }
}

async function generate(): Promise<JWK & { kid: string }> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  const jwk = await exportJWK(privateKey)
  return { ...jwk, kid: await calculateJwkThumbprint(jwk), alg: 'RS256', use: 'sig' }
}
