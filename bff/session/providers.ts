import * as client from 'openid-client'

import type { Config, IssuerConfig } from '../config/schema.ts'
import type { Secrets } from '../config/secrets.ts'
import { isLoopback } from '../security/loopback.ts'
import type { Recorder } from '../upstream/types.ts'
import { idpFailure, idpUnavailable } from './idpFailure.ts'
import { idpFetch } from './idpFetch.ts'

/** Seconds: a person waits for a sign-in, and a lease must outlive a refresh. */
const timeout = 5

/** The identity providers of the configuration, each discovered when it is first needed. */
export interface Providers {
  /** A configured client of `issuer`. Throws Problem 503 `idp_unavailable` when it cannot be discovered. */
  of(issuer: string): Promise<client.Configuration>
  /** A client for a bare token endpoint, which has no discovery document. */
  tokenEndpoint(
    target: string,
    url: string,
    clientId: string,
    auth: client.ClientAuth,
  ): client.Configuration
  /** An address of the provider as the browser reaches it. */
  browse(issuer: string, url: URL): URL
  /** `fetch` that reaches the provider, recorded. */
  fetch(issuer: string): client.CustomFetch
  host(issuer: string): string
}

/** Seconds: openid-client 6.8 reads the keys again for an unknown `kid` only when its copy is this old. */
const keysStandFor = 60

export function createProviders(config: Config, secrets: Secrets, recorder: Recorder): Providers {
  const known = new Map<string, Promise<client.Configuration>>()
  /** The clients that were handed out last: the newest copy of the keys is theirs. */
  const latest = new Map<string, client.Configuration>()

  function configOf(issuer: string): IssuerConfig {
    const found = config.issuers[issuer]
    if (found === undefined) throw new Error(`the configuration has no issuer "${issuer}"`)
    return found
  }

  const host = (issuer: string) => {
    const { issuer: url, dial } = configOf(issuer)
    return new URL(dial ?? url).host
  }

  const fetchOf = (issuer: string) => {
    const { issuer: url, dial, browse } = configOf(issuer)
    // Keycloak names its back-channel endpoints by whichever host name it was asked under.
    const names = [url, browse].filter((name) => name !== undefined)
    return idpFetch(recorder, issuer, (named) => (dial ? rebased(named, names, dial) : named))
  }

  const proof = (issuer: string) => {
    const { clientAuth, clientSecret } = configOf(issuer)
    return authentication(clientAuth, clientSecret && secrets.read(clientSecret))
  }

  /** The token endpoint's TLS does not vouch for an ID token here: its signature is checked, always. */
  const strict = (issuer: string) => [
    client.enableNonRepudiationChecks,
    ...(configOf(issuer).issuer.startsWith('http:') ? [client.allowInsecureRequests] : []),
  ]

  async function discover(issuer: string): Promise<client.Configuration> {
    const { issuer: url, clientId } = configOf(issuer)
    try {
      return await client.discovery(new URL(url), clientId, {}, proof(issuer), {
        timeout,
        [client.customFetch]: fetchOf(issuer),
        execute: strict(issuer),
      })
    } catch (error) {
      throw idpUnavailable(issuer, idpFailure(error, host(issuer)).reason, error)
    }
  }

  /**
   * The same client with an aged copy of its keys, so that the first token after a key rotation is checked
   * with the new key. With a young copy it would be refused, and its refresh token would be lost with it.
   */
  function readyForNewKeys(issuer: string, discovered: client.Configuration) {
    const { clientId } = configOf(issuer)
    const next = new client.Configuration(discovered.serverMetadata(), clientId, {}, proof(issuer))
    next.timeout = timeout
    next[client.customFetch] = fetchOf(issuer)
    for (const make of strict(issuer)) make(next)
    const keys = client.getJwksCache(latest.get(issuer) ?? discovered)
    const oldEnough = Math.floor(Date.now() / 1000) - keysStandFor
    if (keys) client.setJwksCache(next, { ...keys, uat: Math.min(keys.uat, oldEnough) })
    latest.set(issuer, next)
    return next
  }

  return {
    host,
    fetch: fetchOf,
    async of(issuer) {
      const pending = known.get(issuer) ?? discover(issuer)
      known.set(issuer, pending)
      pending.catch(() => known.delete(issuer)) // a failure is not remembered: it may have been the network
      return readyForNewKeys(issuer, await pending)
    },
    tokenEndpoint(target, url, clientId, auth) {
      const { origin, hostname } = new URL(url)
      const configuration = new client.Configuration(
        { issuer: origin, token_endpoint: url },
        clientId,
        {},
        auth,
      )
      configuration.timeout = timeout
      configuration[client.customFetch] = accessTokenOnly(
        idpFetch(recorder, target, (named) => named),
      )
      if (isLoopback(hostname)) client.allowInsecureRequests(configuration)
      return configuration
    },
    browse(issuer, url) {
      const { issuer: name, browse } = configOf(issuer)
      return browse ? new URL(rebased(url.href, [name], browse)) : url
    },
  }
}

const methods = {
  client_secret_basic: client.ClientSecretBasic,
  client_secret_post: client.ClientSecretPost,
  none: client.None,
}

/** How a client proves itself at the token endpoint (RFC 6749 section 2.3.1). */
export const authentication = (
  method: IssuerConfig['clientAuth'],
  secret?: string,
): client.ClientAuth => methods[method](secret)

/** `url` with the origin of `names` replaced by `base`, which may have a path. */
function rebased(url: string, names: string[], base: string): string {
  const { origin, pathname, search } = new URL(url)
  if (!names.some((name) => new URL(name).origin === origin)) return url
  return base.replace(/\/$/, '') + pathname + search
}

/** Without a discovery document nothing says who may sign an ID token, so none is looked at. */
const accessTokenOnly =
  (fetch: client.CustomFetch): client.CustomFetch =>
  async (url, options) => {
    const response = await fetch(url, options)
    const body: unknown = await response
      .clone()
      .json()
      .catch(() => null)
    if (typeof body !== 'object' || body === null || !('id_token' in body)) return response
    const { id_token: _unverifiable, ...rest } = body
    return Response.json(rest, { status: response.status })
  }
