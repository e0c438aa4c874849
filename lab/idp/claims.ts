import { randomUUID } from 'node:crypto'

import type { JWTPayload } from 'jose'
import type { AccountClaims } from 'oidc-provider'

import { type Person, realmUuid } from './people.ts'

/** Client scopes that Keycloak adds to every request of a client, asked for or not. */
const defaultScopes = ['profile', 'email']
export const supportedScopes = ['openid', ...defaultScopes, 'groups', 'offline_access']

/** The `scope` a Keycloak client gets for what it asked: its defaults are always among it. */
export const withDefaultScopes = (requested: string | undefined): string =>
  [...new Set([...(requested?.split(' ').filter(Boolean) ?? []), ...defaultScopes])].join(' ')

/** What the realm's mappers say about a person in ID tokens, in access tokens and at userinfo. */
export function personClaims(person: Person): AccountClaims {
  return {
    sub: person.id,
    email_verified: true,
    name: `${person.givenName} ${person.familyName}`,
    groups: person.groups,
    preferred_username: person.name,
    given_name: person.givenName,
    family_name: person.familyName,
    email: person.email,
  }
}

/** The account behind a client_credentials token, named and claimed as Keycloak does it. */
export function serviceAccountClaims(clientId: string): AccountClaims {
  const name = `service-account-${clientId}`
  return {
    sub: realmUuid(name),
    email_verified: false,
    groups: [],
    preferred_username: name,
    client_id: clientId,
    clientHost: '127.0.0.1',
    clientAddress: '127.0.0.1',
  }
}

interface TokenFacts {
  issuer: string
  clientId: string
  jti?: string | undefined
  /** Seconds since the epoch, like every JWT time. */
  issuedAt: number
  expiresAt: number
  scope: string | undefined
  /** The sign-in that the token belongs to; absent for a service account. */
  sid?: string | undefined
}

/**
 * The payload of an access token, in Keycloak's shape and order: `aud` is a string, because the
 * realm's audience mapper adds one client and the clients have no full scope.
 */
export function accessTokenClaims(owner: AccountClaims, facts: TokenFacts): JWTPayload {
  const { sub, ...about } = owner
  return {
    exp: facts.expiresAt,
    iat: facts.issuedAt,
    jti: facts.jti ?? randomUUID(),
    iss: facts.issuer,
    aud: 'kagent',
    sub,
    typ: 'Bearer',
    azp: facts.clientId,
    ...(facts.sid === undefined ? {} : { sid: facts.sid }),
    acr: '1',
    scope: withDefaultScopes(facts.scope),
    ...about,
  }
}
