import {
  type JWTPayload,
  type JWTVerifyGetKey,
  createLocalJWKSet,
  createRemoteJWKSet,
  decodeJwt,
  jwtVerify,
} from 'jose'

import { demoAudience, demoIssuer, demoSuperuserRole } from './autoauth.ts'
import type { Clock } from './clock.ts'
import type { Identity } from './identity.ts'
import type { SigningKey } from './keys.ts'

/** A real identity provider whose tokens are accepted beside the demo provider's. */
export interface Oidc {
  issuer: string
  jwksUri: string
  audience: string
  /** RBAC_ROLE_CLAIM: `Groups` unless configured; Keycloak's mapper says `groups`. */
  roleClaim: string
  /** RBAC_SUPERUSER_ROLE. */
  superuserRole: string
}

interface Trusted extends Omit<Oidc, 'jwksUri'> {
  keys: JWTVerifyGetKey
}

/** Answers who a bearer token speaks for, or undefined for a token that is not to be trusted. */
export type Authenticate = (authorization: string | undefined) => Promise<Identity | undefined>

export function createAuthenticate(
  key: SigningKey,
  demoRoleClaim: string,
  oidc: Oidc | undefined,
  clock: Clock,
): Authenticate {
  const trusted: Trusted[] = [
    {
      issuer: demoIssuer,
      audience: demoAudience,
      roleClaim: demoRoleClaim,
      superuserRole: demoSuperuserRole,
      keys: createLocalJWKSet(key.published),
    },
  ]
  if (oidc) trusted.push({ ...oidc, keys: createRemoteJWKSet(new URL(oidc.jwksUri)) })

  return async (authorization) => {
    const token = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1]
    if (!token) return undefined
    try {
      const { iss } = decodeJwt(token)
      const by = trusted.find(({ issuer }) => issuer === iss)
      if (!by) return undefined
      const { payload } = await jwtVerify(token, by.keys, {
        issuer: by.issuer,
        audience: by.audience,
        currentDate: new Date(clock()),
      })
      return identityOf(payload, by, token)
    } catch {
      // Malformed, expired, badly signed, or its issuer's keys are out of reach: the answer is the same.
      return undefined
    }
  }
}

function identityOf(payload: JWTPayload, by: Trusted, token: string): Identity {
  const claimed = payload[by.roleClaim]
  const roles = (Array.isArray(claimed) ? claimed : [claimed]).filter(
    (role): role is string => typeof role === 'string' && role !== '',
  )
  const { sub = '', email } = payload
  return {
    subject: sub,
    ...(typeof email === 'string' && { email }),
    issuer: by.issuer,
    roles,
    isSuperuser: roles.includes(by.superuserRole),
    token,
  }
}
