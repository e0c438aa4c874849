import * as client from 'openid-client'

import { issuerOf, personaOf } from '../config/lookup.ts'
import type { Config, PersonaConfig } from '../config/schema.ts'
import type { Secrets } from '../config/secrets.ts'
import { fromResponse } from './heldTokens.ts'
import { authentication, type Providers } from './providers.ts'
import type { HeldTokens } from './types.ts'

/** Every request for a token. They throw what openid-client throws; `idpFailure` reads it. */
export interface Grants {
  /** For kinds that need nobody: `password` and `client_credentials`. */
  mint(persona: string): Promise<HeldTokens>
  /** `tokens` must have a refresh token. */
  refresh(persona: string, tokens: HeldTokens): Promise<HeldTokens>
  /** RFC 8628 section 3.1. */
  startDevice(persona: string): Promise<client.DeviceAuthorizationResponse>
  /** One poll (RFC 8628 section 3.4): throws ResponseBodyError `authorization_pending` while nobody decided. */
  pollDevice(persona: string, deviceCode: string): Promise<HeldTokens>
  /** RFC 7009, as far as the provider can: a token that cannot be revoked expires. */
  revoke(issuer: string, tokens: HeldTokens): Promise<void>
}

/** Kinds whose token needs nobody's presence. One of them serves every operator. */
export const mintable = (persona: PersonaConfig): boolean =>
  persona.kind === 'password' || persona.kind === 'client_credentials'

const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code' // RFC 8628 section 3.4

export interface GrantParts {
  config: Config
  secrets: Secrets
  providers: Providers
  clock: () => number
}

export function createGrants({ config, secrets, providers, clock }: GrantParts): Grants {
  const scopeOf = (persona: PersonaConfig): Record<string, string> => {
    const own = 'scope' in persona ? persona.scope : undefined
    const scope = own ?? config.issuers[issuerOf(persona) ?? '']?.scope
    return scope === undefined ? {} : { scope }
  }

  /** The client that a persona's tokens belong to. */
  async function clientOf(id: string): Promise<client.Configuration> {
    const persona = personaOf(config, id)
    if ('issuer' in persona && persona.issuer) return providers.of(persona.issuer)
    if (persona.kind !== 'client_credentials' || !persona.tokenEndpoint || !persona.clientId)
      throw new Error(`persona "${id}" has no identity provider`)
    const secret = persona.clientSecret && secrets.read(persona.clientSecret)
    const auth = authentication(persona.clientAuth, secret)
    return providers.tokenEndpoint(id, persona.tokenEndpoint, persona.clientId, auth)
  }

  return {
    async mint(id) {
      const persona = personaOf(config, id)
      const configuration = await clientOf(id)
      const response =
        persona.kind === 'password'
          ? await client.genericGrantRequest(configuration, 'password', {
              username: persona.username,
              password: secrets.read(persona.password),
              ...scopeOf(persona),
            })
          : await client.clientCredentialsGrant(configuration, scopeOf(persona))
      return fromResponse(response, clock())
    },
    async refresh(id, tokens) {
      const configuration = await clientOf(id)
      const response = await client.refreshTokenGrant(configuration, tokens.refreshToken ?? '')
      return fromResponse(response, clock(), tokens)
    },
    async startDevice(id) {
      return client.initiateDeviceAuthorization(await clientOf(id), scopeOf(personaOf(config, id)))
    },
    async pollDevice(id, deviceCode) {
      const parameters = { device_code: deviceCode }
      const response = await client.genericGrantRequest(await clientOf(id), deviceGrant, parameters)
      return fromResponse(response, clock())
    },
    async revoke(issuer, { refreshToken, accessToken }) {
      const configuration = await providers.of(issuer)
      if (configuration.serverMetadata().revocation_endpoint === undefined) return
      const [token, hint] = refreshToken
        ? [refreshToken, 'refresh_token']
        : [accessToken, 'access_token']
      await client.tokenRevocation(configuration, token, { token_type_hint: hint })
    },
  }
}
