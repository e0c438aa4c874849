import { createRemoteJWKSet, customFetch, decodeJwt, type JWTPayload, jwtVerify } from 'jose'
import * as z from 'zod'

import { issuerOf } from '../config/lookup.ts'
import type { Config } from '../config/schema.ts'
import type { Departures } from './departures.ts'
import { digest } from './hash.ts'
import type { Holding, Holdings } from './holdings.ts'
import type { Providers } from './providers.ts'
import { type RecordParts, Records } from './records.ts'
import type { SignIns } from './signIns.ts'
import type { HeldTokens, SignIn } from './types.ts'

/** OpenID Connect Back-Channel Logout 1.0, section 2.4. */
const logoutEvent = 'http://schemas.openid.net/event/backchannel-logout'
const maxAgeSeconds = 120
const toleranceSeconds = 5

const logoutClaims = z
  .object({
    events: z.record(z.string(), z.unknown()).refine((events) => logoutEvent in events),
    jti: z.string(),
    nonce: z.undefined().optional(), // an ID token must not pass for a logout token
    sid: z.string().optional(),
    sub: z.string().optional(),
  })
  .refine(({ sid, sub }) => sid !== undefined || sub !== undefined)

export interface BackchannelParts extends RecordParts {
  config: Config
  providers: Providers
  signIns: SignIns
  holdings: Holdings
  departures: Departures
  changed: (holding: Pick<Holding, 'signIn'>) => void
}

/** The provider's own word that somebody has signed out there (OpenID Connect Back-Channel Logout 1.0). */
export function createBackchannel({ config, providers, signIns, ...parts }: BackchannelParts) {
  const seen = new Records<{ at: number }>(parts, 'seen_jti')
  const keySets = new Map<string, ReturnType<typeof createRemoteJWKSet>>()

  async function keysOf(issuer: string) {
    const known = keySets.get(issuer)
    if (known) return known
    const { jwks_uri } = (await providers.of(issuer)).serverMetadata()
    if (jwks_uri === undefined) throw new Error('the provider names no keys')
    const fetch = providers.fetch(issuer)
    const keys = createRemoteJWKSet(new URL(jwks_uri), {
      [customFetch]: (url, options) =>
        fetch(url, { ...options, headers: Object.fromEntries(options.headers), body: undefined }),
    })
    keySets.set(issuer, keys)
    return keys
  }

  /** Section 2.6. Null when the token is not to be believed, or was seen before. */
  async function verified(token: string) {
    const issuer = issuerNamedBy(config, token)
    const settings = issuer === undefined ? undefined : config.issuers[issuer]
    if (issuer === undefined || settings === undefined) return null
    const now = parts.clock()
    const { payload, protectedHeader } = await jwtVerify(token, await keysOf(issuer), {
      issuer: settings.issuer,
      audience: settings.clientId,
      maxTokenAge: maxAgeSeconds,
      clockTolerance: toleranceSeconds,
      currentDate: new Date(now),
    })
    if (!['logout+jwt', undefined].includes(protectedHeader.typ?.toLowerCase())) return null
    const claims = logoutClaims.safeParse(payload)
    if (!claims.success) return null
    const expiresAt = now + (maxAgeSeconds + 2 * toleranceSeconds) * 1000
    const first = await seen.put(digest(issuer, claims.data.jti), { at: now }, { expiresAt }, 0)
    return first ? { issuer, ...claims.data } : null
  }

  /** Ends the whole sign-in when it is the operator's, else the personas that match. */
  async function endIn(signIn: SignIn, meant: (issuer: string, tokens: HeldTokens) => boolean) {
    const own = meant(config.operator.issuer, signIn.operatorTokens)
    // Another account is signing in, in the operator's own browser: the provider makes room for it.
    const switching = (signIn.switchingUntil ?? 0) > parts.clock()
    if (own && !switching)
      return parts.departures.end(signIn, 'The identity provider has ended your session.')
    await signIns.update(signIn, (current) => {
      const { idpSession: _ended, refreshToken: _dead, ...left } = current.operatorTokens
      const personas = Object.entries(current.personas).map(([id, held]) => {
        const issuer = issuerOf(config.personas[id])
        // Offline access outlives the session it was granted in: that is what it is for.
        const ends = issuer && held.tokens && !held.tokens.offline && meant(issuer, held.tokens)
        return [id, ends ? { endedBecause: 'The identity provider has ended this session.' } : held]
      })
      return {
        ...current,
        personas: Object.fromEntries(personas),
        ...(own ? { operatorTokens: left } : {}),
      }
    })
    parts.changed({ signIn: signIn.id })
    return true
  }

  return {
    /** False when the token was refused. Throws Problem 503 when the provider's keys cannot be had. */
    async receive(token: string): Promise<boolean> {
      const logout = await verified(token).catch((error: unknown) => {
        if (error instanceof Error && error.name === 'Problem') throw error
        return null // jose says why; the sender has no use for it, and it may be an attacker
      })
      if (logout === null) return false
      const { issuer, sid, sub } = logout
      // With a session id only that session ends, else everything of that person (section 2.7).
      const meant = (of: string, tokens: HeldTokens) =>
        of === issuer &&
        (sid === undefined ? tokens.claims['sub'] === sub : tokens.idpSession === sid)
      const identity = sid === undefined ? { subject: sub ?? '' } : { session: sid }
      for (const signIn of await signIns.holding({ issuer, ...identity }))
        await endIn(signIn, meant)
      if (sid !== undefined) {
        const ended = await parts.holdings.endShared({ issuer, session: sid })
        if (ended.length > 0) parts.changed({})
      }
      return true
    },
  }
}

export type Backchannel = ReturnType<typeof createBackchannel>

/** Which configured issuer the token claims to be from; nothing is believed yet. */
function issuerNamedBy(config: Config, token: string): string | undefined {
  let claims: JWTPayload
  try {
    claims = decodeJwt(token)
  } catch {
    return undefined
  }
  return Object.keys(config.issuers).find((id) => config.issuers[id]?.issuer === claims.iss)
}
