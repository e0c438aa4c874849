import { createRemoteJWKSet, jwtVerify, type JWTVerifyGetKey } from 'jose'
import * as z from 'zod'

import { AwsFailure } from './failure.ts'
import type { JwtAuthorizer } from './runtime.ts'

const discovery = z.object({ issuer: z.string(), jwks_uri: z.url() })

/** Checks a bearer token for a runtime. @throws AwsFailure 401 UnauthorizedException */
export type VerifyBearer = (token: string, authorizer: JwtAuthorizer) => Promise<void>

/**
 * Verifies tokens of one issuer, found by its discovery document when the first token comes: the issuer
 * may start later than the runtimes. `allowedClients` is compared with `client_id`, or with Keycloak's
 * `azp` where a token has none.
 */
export function createVerifyBearer(issuer: string, clock: () => number): VerifyBearer {
  let trusted: Promise<{ issuer: string; keys: JWTVerifyGetKey }> | undefined
  const trust = () => {
    trusted ??= discover(issuer)
    // One failure is not kept: the next token asks again.
    trusted.catch(() => (trusted = undefined))
    return trusted
  }
  return async (token, { allowedAudience, allowedClients }) => {
    try {
      const known = await trust()
      const { payload } = await jwtVerify(token, known.keys, {
        issuer: known.issuer,
        currentDate: new Date(clock()),
        ...(allowedAudience && { audience: allowedAudience }),
      })
      const client = payload['client_id'] ?? payload['azp']
      if (allowedClients && !allowedClients.some((allowed) => allowed === client))
        throw new Error('client is not allowed')
    } catch {
      throw new AwsFailure('UnauthorizedException', 'Invalid Bearer token')
    }
  }
}

async function discover(issuer: string) {
  const answer = await fetch(`${issuer}/.well-known/openid-configuration`)
  const document = discovery.parse(await answer.json())
  return { issuer: document.issuer, keys: createRemoteJWKSet(new URL(document.jwks_uri)) }
}
