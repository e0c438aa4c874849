import type { PersonaConfig } from '../config/schema.ts'
import type { PersonaState, PersonaView } from '../contract.ts'
import { mintable } from './grants.ts'
import { isLive } from './heldTokens.ts'
import type { HeldPersona, HeldTokens } from './types.ts'

/** What is known of a persona at this moment. `trouble`: why the last attempt got no answer. */
export interface Known {
  held?: HeldPersona | undefined
  trouble?: string | undefined
}

/** The persona as the browser may see it. Never a token. */
export function personaView(
  id: string,
  persona: PersonaConfig,
  known: Known,
  now: number,
): PersonaView {
  const tokens = known.held?.tokens
  const { state, reason } = standing(id, persona, known, now)
  return {
    id,
    label: persona.label ?? id,
    kind: persona.kind,
    shared: mintable(persona) || (persona.kind === 'bearer' && persona.token !== undefined),
    state,
    ...(reason === undefined ? {} : { reason }),
    ...(tokens === undefined ? {} : described(tokens)),
    ...(persona.mint === undefined ? {} : { mint: persona.mint }),
  }
}

function standing(
  id: string,
  persona: PersonaConfig,
  { held, trouble }: Known,
  now: number,
): { state: PersonaState; reason?: string } {
  if (held?.endedBecause !== undefined)
    return { state: 'signin_required', reason: held.endedBecause }
  const tokens = held?.tokens
  // Expired, a bearer is still what somebody wants to see refused: the claims show its age.
  if (tokens && (persona.kind === 'bearer' || isLive(tokens, now))) return { state: 'ready' }
  if (trouble !== undefined) return { state: 'unavailable', reason: trouble }
  if (mintable(persona) || tokens?.refreshToken !== undefined) return { state: 'ready' }
  if (tokens) return { state: 'signin_required', reason: 'The token has expired.' }
  return { state: 'signed_out', reason: `${id} has not signed in yet.` }
}

const described = ({ claims, issuedAt, expiresAt }: HeldTokens) => ({
  claims,
  issuedAt: new Date(issuedAt).toISOString(),
  ...(expiresAt === undefined ? {} : { expiresAt: new Date(expiresAt).toISOString() }),
})
