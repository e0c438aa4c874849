import type { KoaContextWithOIDC } from 'oidc-provider'

import { withDefaultScopes } from './claims.ts'
import { members } from './http.ts'

/** Gives a successful token answer Keycloak's members, in Keycloak's order. */
export function tokensAsKeycloak(ctx: KoaContextWithOIDC): void {
  const { AccessToken, ClientCredentials, RefreshToken } = ctx.oidc.entities
  const { access_token, expires_in, refresh_token, token_type, id_token } = members(ctx.body)
  const offline = RefreshToken?.scopes.has('offline_access') === true
  ctx.body = {
    access_token,
    expires_in,
    // 0 says "none" of a service account and "as long as it is used" of an offline token
    refresh_expires_in: RefreshToken === undefined || offline ? 0 : RefreshToken.remainingTTL,
    refresh_token,
    token_type,
    id_token,
    'not-before-policy': 0,
    session_state: AccessToken?.sid,
    scope: withDefaultScopes((AccessToken ?? ClientCredentials)?.scope),
  }
}

/** Seconds between two questions of a waiting device: the realm's `oauth2DevicePollingInterval`. */
const pollingInterval = 1

/** Adds the `interval` of RFC 8628 §3.2, which Keycloak names and the library leaves at its default. */
export function deviceAsKeycloak(ctx: KoaContextWithOIDC): void {
  ctx.body = { ...members(ctx.body), interval: pollingInterval }
}
