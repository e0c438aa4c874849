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

export function createProviders(config: Config, secrets: Secrets, recorder: Recorder): Providers {
  const known = new Map<string, Promise<client.Configuration>>()

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

  async function discover(issuer: string): Promise<client.Configuration> {
    const { issuer: url, clientId, clientAuth, clientSecret } = configOf(issuer)
    const insecure = url.startsWith('http:')
    try {
      return await client.discovery(
        new URL(url),
        clientId,
        {},
        authentication(clientAuth, clientSecret && secrets.read(clientSecret)),
        {
          timeout,
          [client.customFetch]: fetchOf(issuer),
          // The token endpoint's TLS does not vouch for an ID token here: its signature is checked, always.
          execute: [
            client.enableNonRepudiationChecks,
            ...(insecure ? [client.allowInsecureRequests] : []),
          ],
        },
      )
    } catch (error) {
      throw idpUnavailable(issuer, idpFailure(error, host(issuer)).reason, error)
    }
  }

  return {
    host,
    fetch: fetchOf,
    of(issuer) {
      const pending = known.get(issuer) ?? discover(issuer)
      known.set(issuer, pending)
      pending.catch(() => known.delete(issuer)) // a failure is not remembered: it may have been the network
      return pending
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
