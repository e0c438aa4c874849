import type { JWTPayload } from 'jose'
import type { AdapterFactory, KoaContextWithOIDC } from 'oidc-provider'

import { personClaims } from './claims.ts'
import { type Next, members } from './http.ts'
import type { KeyRing } from './keys.ts'
import { paths } from './paths.ts'
import { personById } from './people.ts'

interface Bearers {
  issuer: string
  keys: KeyRing
  adapter: AdapterFactory
}

/** The claims of an access token of this realm that still counts: signed, unexpired, not ended. */
async function activeClaims(
  { issuer, keys, adapter }: Bearers,
  token: string,
): Promise<JWTPayload | undefined> {
  const claims = await keys.verify(token, issuer).catch(() => undefined)
  if (claims?.jti === undefined || claims['typ'] !== 'Bearer') return undefined
  return (await adapter('AccessToken').find(claims.jti)) === undefined ? undefined : claims
}

/**
 * `userinfo` for JWT access tokens, which the library answers for opaque ones alone. Statuses and
 * words are those of Keycloak's `UserInfoEndpoint`; it wants `openid` since 19.0.2.
 */
export function userinfo(bearers: Bearers) {
  return async (ctx: KoaContextWithOIDC, next: Next): Promise<void> => {
    if (ctx.path !== paths.userinfo) {
      await next()
      return
    }
    const token = /^Bearer (.+)$/i.exec(ctx.get('authorization'))?.[1]
    const challenge = (status: number, error?: string, description?: string): void => {
      const about =
        error === undefined ? '' : `, error="${error}", error_description="${description}"`
      ctx.status = status
      ctx.set('WWW-Authenticate', `Bearer realm="solo"${about}`)
      ctx.body = error === undefined ? '' : { error, error_description: description }
    }
    if (token === undefined) {
      challenge(401)
      return
    }
    const claims = await activeClaims(bearers, token)
    const person = personById(claims?.sub ?? '')
    if (claims === undefined) challenge(401, 'invalid_token', 'Token verification failed')
    else if (!String(claims['scope']).split(' ').includes('openid'))
      challenge(403, 'insufficient_scope', 'Missing openid scope')
    else if (person === undefined) challenge(401, 'invalid_token', 'User not found')
    else ctx.body = personClaims(person)
  }
}

/**
 * Introspection (RFC 7662) and revocation (RFC 7009) of JWT access tokens. The library authenticates
 * the client and then refuses to look at a JWT; this takes over at that point.
 */
export function structuredTokens(bearers: Bearers) {
  return async (ctx: KoaContextWithOIDC, next: Next): Promise<void> => {
    await next()
    if (members(ctx.body)['error'] !== 'unsupported_token_type') return
    const { route, client, params } = ctx.oidc
    const claims = await activeClaims(bearers, String(params?.['token']))
    ctx.status = 200
    if (route === 'introspection')
      ctx.body =
        claims === undefined
          ? { active: false }
          : {
              ...claims,
              client_id: claims['azp'],
              username: claims['preferred_username'],
              token_type: 'Bearer',
              active: true,
            }
    else {
      ctx.body = ''
      if (claims?.jti !== undefined && claims['azp'] === client?.clientId)
        await bearers.adapter('AccessToken').destroy(claims.jti)
    }
  }
}
