import type { RequestListener } from 'node:http'

import { type AdapterFactory, Provider } from 'oidc-provider'

import { assets } from './assets.ts'
import { structuredTokens, userinfo } from './bearer.ts'
import { widenClients } from './clients.ts'
import { configuration } from './configuration.ts'
import { offlineWithoutConsent } from './consent.ts'
import { wholeCodeInTheLink } from './device.ts'
import { answerAsKeycloak } from './errors.ts'
import { mounted, securityHeaders } from './http.ts'
import type { KeyRing } from './keys.ts'
import { type Ledger, keepLedger } from './ledger.ts'
import { login } from './login.ts'
import { registerPasswordGrant } from './passwordGrant.ts'
import { realmDocument } from './realm.ts'
import { signOutAtOnce } from './signOut.ts'
import type { Store } from './store.ts'
import { deviceAsKeycloak, tokensAsKeycloak } from './tokenResponse.ts'

interface ProviderParts {
  issuer: string
  consoleOrigin: string
  store: Store
  adapter: AdapterFactory
  keys: KeyRing
  ledger: Ledger
  /** Lifetime of access tokens, in seconds, asked at every issue. */
  tokenTtl: () => number
}

/**
 * One oidc-provider with the keys of this moment. The library cannot change its keys, but it keeps
 * everything else in the store: after a rotation another one takes over where this one stood.
 */
export function buildProvider(parts: ProviderParts): RequestListener {
  const { issuer, consoleOrigin, store, keys, tokenTtl } = parts
  const provider = new Provider(issuer, configuration(parts, keys.all()))
  widenClients(provider, consoleOrigin)
  registerPasswordGrant(provider, tokenTtl)
  keepLedger(provider, parts.ledger)

  provider.on('grant.success', tokensAsKeycloak)
  provider.on('device_authorization.success', deviceAsKeycloak)
  provider.on('grant.error', answerAsKeycloak)
  provider.on('device_authorization.error', answerAsKeycloak)
  provider.on('pushed_authorization_request.error', answerAsKeycloak)
  provider.on('introspection.error', answerAsKeycloak)
  provider.on('revocation.error', answerAsKeycloak)
  provider.on('server_error', (_ctx, { message }) => console.error(`identity provider: ${message}`))

  provider.use(mounted)
  provider.use(securityHeaders(consoleOrigin))
  provider.use(assets)
  provider.use(realmDocument(issuer, keys))
  provider.use(login(provider, store))
  provider.use(offlineWithoutConsent)
  provider.use(wholeCodeInTheLink)
  provider.use(userinfo(parts))
  provider.use(structuredTokens(parts))
  provider.use(signOutAtOnce(provider, store))
  return provider.callback()
}
