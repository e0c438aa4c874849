import type { JWK } from 'jose'
import type { AdapterFactory, Configuration } from 'oidc-provider'

import { keycloakJwt, resource, resourceServer } from './accessTokens.ts'
import { personClaims, supportedScopes } from './claims.ts'
import { clients } from './clients.ts'
import { grantEverything, signInPolicy } from './consent.ts'
import { devicePages } from './device.ts'
import { errorSource, signOutPages } from './pageSources.ts'
import { loginPath, paths, realmPath } from './paths.ts'
import { people, personById } from './people.ts'

/** Lifetimes in seconds, those of the realm that the seed's lab imports unless said otherwise. */
const ssoSeconds = 36_000 // ssoSessionMaxLifespan; a refresh token, too, so that a demo outlives lunch
const offlineSeconds = 30 * 86_400 // offlineSessionIdleTimeout, Keycloak's default
const codeSeconds = 60 // accessCodeLifespan
const deviceCodeSeconds = 600 // oauth2DeviceCodeLifespan
const loginSeconds = 1800 // accessCodeLifespanLogin

interface Realm {
  issuer: string
  consoleOrigin: string
  adapter: AdapterFactory
  /** Lifetime of the access tokens issued from now on, in seconds. */
  tokenTtl: () => number
}

const claimNames = people.slice(0, 1).flatMap((person) => Object.keys(personClaims(person)))

/** oidc-provider set up as a Keycloak realm. `keys` are private; of each algorithm the first signs. */
export function configuration(realm: Realm, keys: JWK[]): Configuration {
  return {
    adapter: realm.adapter,
    jwks: { keys },
    clients: clients(realm.consoleOrigin),
    routes: paths,
    responseTypes: ['code'],
    clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'none'],
    scopes: supportedScopes,
    // All of a person under `openid`: Keycloak's mappers do not wait for a scope to be asked.
    claims: { openid: [...claimNames, 'typ', 'azp'] },
    conformIdTokenClaims: false,
    clientBasedCORS: () => false,
    pkce: { required: () => true },
    rotateRefreshToken: true,
    issueRefreshToken: (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    loadExistingGrant: grantEverything,
    findAccount: (ctx, sub) => {
      const person = personById(sub)
      if (person === undefined) return undefined
      const idTokenOnly = { typ: 'ID', azp: ctx.oidc.client?.clientId }
      return {
        accountId: sub,
        claims: (use) => ({ ...personClaims(person), ...(use === 'id_token' ? idTokenOnly : {}) }),
      }
    },
    formats: { customizers: { jwt: keycloakJwt(realm.issuer, realm.adapter) } },
    cookies: {
      // Keycloak's names and path, so that another server on 127.0.0.1 neither sees nor overwrites them.
      names: { session: 'KEYCLOAK_IDENTITY', interaction: 'AUTH_SESSION_ID', resume: 'KC_RESTART' },
      long: { httpOnly: true, sameSite: 'lax', path: `${realmPath}/` },
      short: { httpOnly: true, sameSite: 'lax' },
    },
    interactions: {
      policy: signInPolicy(),
      url: (_ctx, interaction) => `${realmPath}${loginPath}${interaction.uid}`,
    },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      backchannelLogout: { enabled: true },
      introspection: { enabled: true, allowedPolicy: () => true },
      revocation: {
        enabled: true,
        allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId,
      },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => resource,
        useGrantedResource: () => true,
        getResourceServerInfo: () => resourceServer(realm.tokenTtl()),
      },
      deviceFlow: { enabled: true, charset: 'base-20', mask: '****-****', ...devicePages },
      rpInitiatedLogout: { enabled: true, ...signOutPages },
    },
    renderError: errorSource,
    // The library's guard refuses loopback addresses, and the lab's console has no other.
    fetch: (input, init) => {
      const { dispatcher: _guard, ...rest }: RequestInit & { dispatcher?: unknown } = init ?? {}
      return fetch(input, rest)
    },
    ttl: {
      AccessToken: () => realm.tokenTtl(),
      ClientCredentials: () => realm.tokenTtl(),
      IdToken: () => realm.tokenTtl(),
      AuthorizationCode: codeSeconds,
      DeviceCode: deviceCodeSeconds,
      Interaction: loginSeconds,
      Session: ssoSeconds,
      Grant: offlineSeconds + ssoSeconds,
      RefreshToken: (_ctx, token) =>
        token.scopes.has('offline_access') ? offlineSeconds : ssoSeconds,
    },
  }
}
