import { decodeJwt } from 'jose'
import type { TokenEndpointResponse, TokenEndpointResponseHelpers } from 'openid-client'

import type { HeldTokens } from './types.ts'

/** What a token endpoint answered. `before` fills in what a refresh leaves out (RFC 6749 section 6). */
export function fromResponse(
  response: TokenEndpointResponse & TokenEndpointResponseHelpers,
  now: number,
  before?: HeldTokens,
): HeldTokens {
  const idClaims = response.claims()
  const idToken = response.id_token ?? before?.idToken
  const refreshToken = response.refresh_token ?? before?.refreshToken
  const claims = decoded(response.access_token) ?? idClaims ?? before?.claims ?? {}
  // The answer's own clock first: `exp` is in the provider's, which may differ from ours.
  const expiresIn = response.expiresIn()
  const expiresAt = expiresIn === undefined ? expiryOf(claims) : now + expiresIn * 1000
  const session = idClaims?.['sid'] ?? claims['sid'] ?? before?.idpSession
  const offline =
    response.scope === undefined
      ? before?.offline
      : response.scope.split(' ').includes('offline_access')
  return {
    accessToken: response.access_token,
    claims,
    issuedAt: now,
    ...(refreshToken === undefined ? {} : { refreshToken }),
    ...(idToken === undefined ? {} : { idToken }),
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(typeof session === 'string' ? { idpSession: session } : {}),
    ...(offline === true ? { offline } : {}),
  }
}

/** A token that came from outside: configured or pasted. Nothing is verified: that is the gateway's part. */
export function fromBearer(accessToken: string, now: number): HeldTokens {
  const claims = decoded(accessToken) ?? {}
  const expiresAt = expiryOf(claims)
  const issuedAt = typeof claims['iat'] === 'number' ? claims['iat'] * 1000 : now
  return { accessToken, claims, issuedAt, ...(expiresAt === undefined ? {} : { expiresAt }) }
}

function decoded(token: string): Record<string, unknown> | undefined {
  try {
    return decodeJwt(token)
  } catch {
    return undefined // an opaque token: it is a token all the same
  }
}

const expiryOf = (claims: Record<string, unknown>): number | undefined =>
  typeof claims['exp'] === 'number' ? claims['exp'] * 1000 : undefined

/** Time to refresh: less than a minute left, or less than a tenth of a short life. */
export function isDue(tokens: HeldTokens, now: number): boolean {
  if (tokens.expiresAt === undefined) return false
  const margin = Math.min(60_000, (tokens.expiresAt - tokens.issuedAt) / 10)
  return tokens.expiresAt - now < margin
}

export const isLive = (tokens: HeldTokens, now: number): boolean =>
  tokens.expiresAt === undefined || now < tokens.expiresAt
