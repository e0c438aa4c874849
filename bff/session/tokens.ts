import { LRUCache } from 'lru-cache'

import { issuerOf, personaOf } from '../config/lookup.ts'
import type { Config, PersonaConfig } from '../config/schema.ts'
import type { Secrets } from '../config/secrets.ts'
import { Problem } from '../problem.ts'
import { maskLiterals } from '../upstream/redact.ts'
import { type Grants, mintable } from './grants.ts'
import { fromBearer, isDue, isLive } from './heldTokens.ts'
import type { Holding, Holdings } from './holdings.ts'
import { idpFailure, idpUnavailable } from './idpFailure.ts'
import { forPurpose } from './idpFetch.ts'
import type { Providers } from './providers.ts'
import { createSingleFlight } from './singleFlight.ts'
import type { Store } from './store/contract.ts'
import type { HeldPersona, HeldTokens, TokenSource } from './types.ts'

export interface TokenParts {
  config: Config
  secrets: Secrets
  store: Store
  clock: () => number
  grants: Grants
  holdings: Holdings
  providers: Providers
  /** Tokens of `holding` are new, or gone. */
  changed: (holding: Holding) => void
}

/** After a failed refresh a token that still lives is used as it is for this long. */
const retryAfterMs = 5_000

export interface PersonaTokens extends TokenSource {
  /** Configured bearer tokens; throws when their variable or file cannot be read. */
  configured(persona: PersonaConfig): HeldTokens | undefined
  /** Why the last attempt got no answer, where it got none. */
  trouble(holding: Holding): string | undefined
}

export function createTokens(parts: TokenParts): PersonaTokens {
  const { config, secrets, clock, grants, holdings } = parts
  const once = createSingleFlight(parts.store, clock)
  const troubles = new LRUCache<string, { reason: string; until: number }>({ max: 1_000 })

  function configured(persona: PersonaConfig): HeldTokens | undefined {
    if (persona.kind !== 'bearer' || persona.token === undefined) return undefined
    try {
      return fromBearer(secrets.read(persona.token), clock())
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      throw new Problem(401, 'persona_signin_required', `There is no token: ${why}.`, {
        hint: 'The configuration names where it comes from; it is read again at the next request.',
      })
    }
  }

  /** Asks the provider, holding the lease: what is in the store is what `held` says. */
  async function renewed(persona: string, holding: Holding, held: HeldPersona | undefined) {
    const settings = personaOf(config, persona)
    const tokens = held?.tokens
    const canMint = mintable(settings) && held?.endedBecause === undefined
    const attempts: [string, () => Promise<HeldTokens>][] = []
    if (tokens?.refreshToken)
      attempts.push([`refresh token of ${persona}`, () => grants.refresh(persona, tokens)])
    if (canMint) attempts.push([`token for ${persona}`, () => grants.mint(persona)])
    if (attempts.length === 0 && tokens && isLive(tokens, clock())) return tokens

    let refusal = held?.endedBecause
    if (tokens && attempts.length === 0)
      refusal = 'The token has expired, and it came without a refresh token.'
    for (const [label, ask] of attempts) {
      try {
        const fresh = await forPurpose({ label, persona, ...owner(holding) }, ask)
        await keep(holding, { tokens: fresh })
        return fresh
      } catch (error) {
        const failure = reason(persona, error, tokens)
        if (failure.kind === 'unavailable')
          return survive(persona, holding, tokens, failure.reason, error)
        refusal = failure.reason
      }
    }
    if (refusal !== undefined) await keep(holding, { endedBecause: refusal })
    throw signInRequired(persona, refusal)
  }

  async function keep(holding: Holding, held: HeldPersona): Promise<void> {
    troubles.delete(holding.key)
    await holding.write(held)
    parts.changed(holding)
  }

  function survive(
    persona: string,
    holding: Holding,
    tokens: HeldTokens | undefined,
    why: string,
    cause: unknown,
  ): HeldTokens {
    troubles.set(holding.key, { reason: why, until: clock() + retryAfterMs })
    parts.changed(holding)
    if (tokens && isLive(tokens, clock())) return tokens
    throw cause instanceof Problem ? cause : idpUnavailable(providerOf(persona), why, cause)
  }

  const providerOf = (persona: string) => issuerOf(personaOf(config, persona)) ?? persona

  function reason(persona: string, error: unknown, tokens: HeldTokens | undefined) {
    if (error instanceof Problem) return { kind: 'unavailable', reason: error.message } as const
    const issuer = issuerOf(personaOf(config, persona))
    const where = issuer ? parts.providers.host(issuer) : `the token endpoint of ${persona}`
    const failure = idpFailure(error, where)
    return { ...failure, reason: maskLiterals(failure.reason, [tokens?.refreshToken]) }
  }

  const flight = (persona: string, holding: Holding, good: (tokens: HeldTokens) => boolean) => {
    let held: HeldPersona | undefined
    return once<HeldTokens>({
      key: holding.key,
      ready: async () => {
        held = await holding.reread()
        return held?.tokens && good(held.tokens) ? held.tokens : undefined
      },
      work: () => renewed(persona, holding, held),
      gaveUp: () =>
        idpUnavailable(providerOf(persona), 'Another process has been refreshing for too long.'),
    })
  }

  return {
    configured,
    trouble: ({ key }) => troubles.get(key)?.reason,

    async get(persona, signIn) {
      const settings = personaOf(config, persona)
      const given = configured(settings)
      if (given) return given
      const holding = holdings.of(persona, signIn)
      const held = await holding.read()
      const now = clock()
      if (held?.tokens) {
        // A pasted token is what somebody wants to see tried, expired or not.
        if (settings.kind === 'bearer' || !isDue(held.tokens, now)) return held.tokens
        const until = troubles.get(holding.key)?.until ?? 0
        if (now < until && isLive(held.tokens, now)) return held.tokens
      }
      if (held?.endedBecause !== undefined) throw signInRequired(persona, held.endedBecause)
      if (!held?.tokens && !mintable(settings)) throw signInRequired(persona)
      return flight(persona, holding, (tokens) => !isDue(tokens, clock()))
    },

    async renew(persona, signIn, stale) {
      const settings = personaOf(config, persona)
      const other = (tokens: HeldTokens) => tokens.accessToken !== stale
      const given = configured(settings)
      if (given) return other(given) ? given : null
      const holding = holdings.of(persona, signIn)
      const held = await holding.read()
      if (held?.tokens && other(held.tokens)) return held.tokens
      if (!mintable(settings) && held?.tokens?.refreshToken === undefined) return null
      try {
        const tokens = await flight(persona, holding, other)
        return other(tokens) ? tokens : null
      } catch (error) {
        // The upstream's 401 is an answer too, and a better one than "the provider is away".
        if (error instanceof Problem && error.code === 'idp_unavailable') return null
        throw error
      }
    },
  }
}

const owner = (holding: Holding) => (holding.owner === undefined ? {} : { owner: holding.owner })

function signInRequired(persona: string, reason?: string): Problem {
  const message = reason
    ? `${persona} has to sign in again. ${reason}`
    : `${persona} has not signed in yet.`
  return new Problem(401, 'persona_signin_required', message, {
    persona,
    hint: `Sign in as ${persona}; the other personas keep working.`,
  })
}
