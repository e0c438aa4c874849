import { randomUUID } from 'node:crypto'

import { type default as Provider, type TokenEndpointGrantContext, errors } from 'oidc-provider'

import { resource, resourceServer } from './accessTokens.ts'
import { personClaims, supportedScopes, withDefaultScopes } from './claims.ts'
import { authenticate } from './people.ts'

interface PasswordParams {
  username?: string
  password?: string
}

/** An answer with Keycloak's own words and status, which no class of the library has. */
const refusal = (status: number, error: string, description: string): errors.OIDCProviderError =>
  Object.assign(new errors.OIDCProviderError(status, error), { error_description: description })

/**
 * Keycloak's "direct access grant" (RFC 6749 §4.3): user name and password for tokens, with a refresh
 * token always and an ID token when `openid` is asked for. Access tokens live `tokenTtl()` seconds.
 */
export function registerPasswordGrant(provider: Provider, tokenTtl: () => number): void {
  const handle = async (ctx: TokenEndpointGrantContext<PasswordParams>): Promise<void> => {
    const { client, params } = ctx.oidc
    if (params.username === undefined)
      throw refusal(401, 'invalid_request', 'Missing parameter: username')
    const person = authenticate(params.username, params.password ?? '')
    if (person === undefined) throw refusal(401, 'invalid_grant', 'Invalid user credentials')

    const asked = params.scope?.split(' ').filter(Boolean) ?? []
    if (asked.some((scope) => !supportedScopes.includes(scope)))
      throw refusal(400, 'invalid_scope', `Invalid scopes: ${params.scope}`)
    const scope = withDefaultScopes(params.scope)

    const grant = new provider.Grant({ accountId: person.id, clientId: client.clientId })
    grant.addOIDCScope(scope)
    grant.addResourceScope(resource, scope)
    const source = {
      accountId: person.id,
      client,
      grantId: await grant.save(),
      gty: 'password',
      scope,
      sid: randomUUID(), // Keycloak opens a user session for a direct grant, too
    }

    const accessToken = new provider.AccessToken(source)
    accessToken.resourceServer = new provider.ResourceServer(resource, resourceServer(tokenTtl()))
    ctx.oidc.entity('AccessToken', accessToken)
    const authTime = Math.floor(Date.now() / 1000)
    const refreshToken = new provider.RefreshToken({ ...source, resource, authTime })
    ctx.oidc.entity('RefreshToken', refreshToken)

    const claims = { ...personClaims(person), typ: 'ID', azp: client.clientId }
    const idToken = new provider.IdToken(claims, { ctx })
    Object.assign(idToken, { scope: 'openid' }) // picks the claims; missing in the library's types
    idToken.set('sid', source.sid)
    idToken.set('auth_time', authTime)

    ctx.body = {
      access_token: await accessToken.save(),
      expires_in: accessToken.expiration,
      refresh_token: await refreshToken.save(),
      token_type: 'Bearer',
      ...(asked.includes('openid') ? { id_token: await idToken.issue({ use: 'idtoken' }) } : {}),
    }
  }
  provider.registerGrantType('password', handle, ['username', 'password', 'scope'])
}
