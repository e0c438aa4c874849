import { createPublicKey } from 'node:crypto'

import type { KoaContextWithOIDC } from 'oidc-provider'

import type { Next } from './http.ts'
import type { KeyRing } from './keys.ts'

/** `GET /realms/solo`: Keycloak's public description of a realm, with the key that signs now. */
export function realmDocument(issuer: string, keys: KeyRing) {
  return async (ctx: KoaContextWithOIDC, next: Next): Promise<void> => {
    if (ctx.path !== '/') {
      await next()
      return
    }
    const key = createPublicKey({ key: keys.current('RS256'), format: 'jwk' })
    ctx.body = {
      realm: 'solo',
      public_key: key.export({ type: 'spki', format: 'der' }).toString('base64'),
      'token-service': `${issuer}/protocol/openid-connect`,
      'account-service': `${issuer}/account`,
      'tokens-not-before': 0,
    }
  }
}
