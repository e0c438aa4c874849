import { issuerOf, personaOf } from '../config/lookup.ts'
import type { Config, PersonaConfig } from '../config/schema.ts'
import type { DevicePoll, PersonaView, SignInStart } from '../contract.ts'
import { Problem } from '../problem.ts'
import type { createDeviceSignIns } from './deviceSignIn.ts'
import { type Grants, mintable } from './grants.ts'
import { fromBearer } from './heldTokens.ts'
import type { Holding, Holdings } from './holdings.ts'
import { idpUnavailable } from './idpFailure.ts'
import { forPurpose } from './idpFetch.ts'
import { type Known, personaView } from './personaView.ts'
import type { PersonaTokens } from './tokens.ts'
import type { HeldPersona, SignIn } from './types.ts'

/** Whom the operator can act as, and how each gets a token. No answer of it holds one. */
export interface Personas {
  /** Whether the configuration names this persona. */
  known(id: string): boolean
  /** All of them, in the order of the configuration. */
  views(signIn: SignIn): Promise<PersonaView[]>
  /** Throws Problem 404 `persona_unknown`, as all below do. */
  view(id: string, signIn: SignIn): Promise<PersonaView>
  /** Begins a sign-in, and ends it at once where nobody has to do anything. */
  start(id: string, signIn: SignIn): Promise<SignInStart>
  pollDevice(id: string, handle: string, signIn: SignIn): Promise<DevicePoll>
  /** Takes a token that somebody pasted. Throws Problem 400 when it cannot be one. */
  paste(id: string, token: string, signIn: SignIn): Promise<PersonaView>
  /** A new token now, although the old one still works. */
  refresh(id: string, signIn: SignIn): Promise<PersonaView>
  signOut(id: string, signIn: SignIn): Promise<PersonaView>
}

export interface PersonaParts {
  config: Config
  grants: Grants
  holdings: Holdings
  tokens: PersonaTokens
  devices: ReturnType<typeof createDeviceSignIns>
  clock: () => number
  changed: (holding: Holding) => void
}

/** RFC 6750 section 2.1: what a bearer token is made of. The length keeps it below common header limits. */
const bearerToken = /^[\w.~+/-]{8,12000}=*$/

export function createPersonas(parts: PersonaParts): Personas {
  const { config, grants, holdings, tokens, devices, clock } = parts

  async function view(id: string, signIn: SignIn): Promise<PersonaView> {
    const settings = personaOf(config, id)
    return personaView(id, settings, await known(id, settings, signIn), clock())
  }

  async function known(id: string, settings: PersonaConfig, signIn: SignIn): Promise<Known> {
    try {
      const given = tokens.configured(settings)
      if (given) return { held: { tokens: given } }
    } catch (error) {
      return { trouble: error instanceof Error ? error.message : String(error) }
    }
    const holding = holdings.of(id, signIn)
    return { held: await holding.read(), trouble: tokens.trouble(holding) }
  }

  async function keep(id: string, signIn: SignIn, held: HeldPersona): Promise<PersonaView> {
    const holding = holdings.of(id, signIn)
    await holding.write(held)
    parts.changed(holding)
    return view(id, signIn)
  }

  const ofKind = (id: string, kind: PersonaConfig['kind']) => {
    const settings = personaOf(config, id)
    if (settings.kind === kind) return settings
    throw new Problem(
      400,
      'bad_request',
      `${id} is a persona of kind ${settings.kind}, not ${kind}.`,
      {
        persona: id,
      },
    )
  }

  return {
    known: (id) => Object.hasOwn(config.personas, id),
    views: (signIn) => Promise.all(Object.keys(config.personas).map((id) => view(id, signIn))),
    view,

    async start(id, signIn) {
      const settings = personaOf(config, id)
      if (settings.kind === 'code') return { next: 'popup' }
      if (settings.kind === 'device') return devices.start(id, settings.issuer, signIn)
      if (settings.kind === 'bearer' && settings.token === undefined)
        throw new Problem(400, 'bad_request', `${id} takes a token that you paste.`, {
          persona: id,
        })
      // Asking by hand forgives an earlier refusal: the password may be right by now.
      if (mintable(settings)) {
        const holding = holdings.of(id, signIn)
        if ((await holding.read())?.endedBecause !== undefined) await holding.write({})
      }
      await tokens.get(id, signIn)
      return { next: 'done', persona: await view(id, signIn) }
    },

    async pollDevice(id, handle, signIn) {
      ofKind(id, 'device')
      const outcome = await devices.poll(id, handle, signIn)
      if (outcome.status !== 'done') return outcome
      return { status: 'done', persona: await keep(id, signIn, { tokens: outcome.tokens }) }
    },

    async paste(id, token, signIn) {
      const settings = ofKind(id, 'bearer')
      const bare = token.trim().replace(/^Bearer\s+/i, '')
      if (settings.kind === 'bearer' && settings.token !== undefined)
        throw new Problem(
          400,
          'bad_request',
          `The configuration gives ${id} a token; none can be pasted.`,
          {
            persona: id,
          },
        )
      if (!bearerToken.test(bare))
        throw new Problem(400, 'bad_request', 'That is not a bearer token.', {
          persona: id,
          hint: 'Paste the token alone, or with "Bearer" in front, in one line.',
        })
      return keep(id, signIn, { tokens: fromBearer(bare, clock()) })
    },

    async refresh(id, signIn) {
      const current = await tokens.get(id, signIn)
      if (await tokens.renew(id, signIn, current.accessToken)) return view(id, signIn)
      const trouble = tokens.trouble(holdings.of(id, signIn))
      if (trouble) throw idpUnavailable(issuerOf(personaOf(config, id)) ?? id, trouble)
      throw new Problem(400, 'bad_request', `The token of ${id} cannot be renewed from here.`, {
        persona: id,
        hint: 'It came without a refresh token: sign in again, or give it another one.',
      })
    },

    async signOut(id, signIn) {
      const settings = personaOf(config, id)
      const holding = holdings.of(id, signIn)
      const held = await holding.read()
      const issuer = issuerOf(settings)
      if (held?.tokens?.refreshToken && issuer) {
        const { tokens: old } = held
        const purpose = {
          label: `revoke tokens of ${id}`,
          persona: id,
          owner: signIn.operator.subject,
        }
        // Best effort: what cannot be revoked expires, and the BFF has forgotten it either way.
        await forPurpose(purpose, () => grants.revoke(issuer, old)).catch(() => undefined)
      }
      return keep(id, signIn, {})
    },
  }
}
