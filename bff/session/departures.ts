import { buildEndSessionUrl } from 'openid-client'

import { issuerOf } from '../config/lookup.ts'
import type { Config } from '../config/schema.ts'
import type { Hub } from '../observe/hub.ts'
import type { Grants } from './grants.ts'
import { forPurpose } from './idpFetch.ts'
import type { Providers } from './providers.ts'
import type { SignIns } from './signIns.ts'
import type { SignIn } from './types.ts'

export interface DepartureParts {
  config: Config
  signIns: SignIns
  grants: Grants
  providers: Providers
  hub: Hub
  /** Closes what the sign-in has open upstream, while its tokens still work. */
  farewell: (signIn: SignIn) => Promise<void>
}

/** How sign-ins end: by their operator, by another of their browsers, by the identity provider, by number. */
export function createDepartures({
  config,
  signIns,
  grants,
  providers,
  hub,
  farewell,
}: DepartureParts) {
  /** RFC 7009 for everything the sign-in held. Best effort: what is not revoked expires, and nobody has it. */
  async function revokeAll(signIn: SignIn): Promise<void> {
    const held = [{ issuer: config.operator.issuer, tokens: signIn.operatorTokens }]
    for (const [id, { tokens }] of Object.entries(signIn.personas)) {
      const issuer = issuerOf(config.personas[id])
      if (issuer && tokens) held.push({ issuer, tokens })
    }
    const purpose = { label: 'revoke tokens', owner: signIn.operator.subject }
    await Promise.allSettled(
      held.map(({ issuer, tokens }) => forPurpose(purpose, () => grants.revoke(issuer, tokens))),
    )
  }

  /** After the record is gone: tells the browser, says goodbye upstream, revokes. */
  async function depart(signIn: SignIn, reason: string): Promise<void> {
    hub.publish({ event: 'signed_out', data: { reason } }, { signIn: signIn.id })
    await farewell(signIn)
    await revokeAll(signIn)
  }

  return {
    depart,

    /** False when it had ended already. */
    async end(known: Pick<SignIn, 'id' | 'lineage'>, reason: string): Promise<boolean> {
      const signIn = await signIns.end(known)
      if (signIn !== null) await depart(signIn, reason)
      return signIn !== null
    },

    /**
     * Where the browser may end its session with the provider (OpenID Connect RP-Initiated Logout 1.0,
     * section 2). `client_id` stands in for `id_token_hint`: an ID token in an address would be a token in
     * the browser. The provider therefore asks before it signs anybody out. Undefined when it has no such page.
     */
    async endSession(back: { uri: string; state?: string }): Promise<string | undefined> {
      const { issuer } = config.operator
      const configuration = await providers.of(issuer)
      if (configuration.serverMetadata().end_session_endpoint === undefined) return undefined
      const url = buildEndSessionUrl(configuration, {
        post_logout_redirect_uri: back.uri,
        ...(back.state === undefined ? {} : { state: back.state }),
      })
      return providers.browse(issuer, url).href
    },
  }
}

export type Departures = ReturnType<typeof createDepartures>
