import type {
  AccessToken,
  AdapterFactory,
  ClientCredentials,
  Configuration,
  ResourceServer,
} from 'oidc-provider'

import { accessTokenClaims, personClaims, serviceAccountClaims, supportedScopes } from './claims.ts'
import { personById } from './people.ts'

/** The library wants a resource server to be named by a URI; tokens say its audience, `kagent`. */
export const resource = 'urn:solo:kagent'

/** What access tokens are made of: RS256 JWTs for `kagent` that live `accessTokenTTL` seconds. */
export const resourceServer = (accessTokenTTL: number): ResourceServer => ({
  audience: 'kagent',
  scope: supportedScopes.join(' '),
  accessTokenTTL,
  accessTokenFormat: 'jwt',
  jwt: { sign: { alg: 'RS256' } },
})

type Customizers = NonNullable<NonNullable<Configuration['formats']>['customizers']>

/**
 * Gives an access token Keycloak's header and payload, and keeps a record of it. The library forgets
 * a JWT once it is out; the record lets a logout, a revocation or a replayed refresh token end it at
 * introspection and userinfo, as in Keycloak.
 */
export function keycloakJwt(
  issuer: string,
  adapter: AdapterFactory,
): NonNullable<Customizers['jwt']> {
  return async (_ctx, token, parts) => {
    const clientId = token.clientId ?? ''
    const facts = {
      issuer,
      clientId,
      jti: String(parts.payload['jti']),
      issuedAt: Number(parts.payload['iat']),
      expiresAt: Number(parts.payload['exp']),
      scope: token.scope,
    }
    parts.header = { typ: 'JWT' }
    parts.payload = isPersonal(token)
      ? accessTokenClaims(owner(token.accountId), { ...facts, sid: token.sid })
      : accessTokenClaims(serviceAccountClaims(clientId), facts)
    await adapter('AccessToken').upsert(
      facts.jti,
      {
        jti: facts.jti,
        format: 'jwt', // else the library would take the bare id for an opaque access token
        clientId,
        grantId: isPersonal(token) ? token.grantId : undefined,
      },
      facts.expiresAt - facts.issuedAt,
    )
  }
}

const isPersonal = (token: AccessToken | ClientCredentials): token is AccessToken =>
  token.kind === 'AccessToken'

function owner(accountId: string) {
  const person = personById(accountId)
  if (person === undefined) throw new Error(`realm solo has no account ${accountId}`)
  return personClaims(person)
}
