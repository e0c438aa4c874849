import type { GatewayAbout, PersonaView } from '#bff'

import { mayAsk } from '../../mcp/queries.ts'
import type { Answer } from '../../records/answer.ts'
import { sayState } from '../../session/sayState.ts'

/** Why a gateway said nothing of itself; `signIn` where the persona has to sign in first. */
export interface GatewayTrouble {
  signIn: boolean
  words: string
}

/** What stands in the way of asking a gateway as a persona; undefined where it answered, or has yet to. */
export function troubleOf(
  persona: PersonaView | undefined,
  about: Answer<GatewayAbout> | undefined,
): GatewayTrouble | undefined {
  if (!persona) return undefined
  if (!mayAsk(persona) || (about?.ok === false && about.error.code === 'persona_signin_required')) {
    const state = persona.state === 'ready' ? 'token was not accepted' : sayState(persona.state)
    return { signIn: true, words: `${persona.label}: ${state}.` }
  }
  if (!about) return undefined
  if (!about.ok) {
    const { message, hint } = about.error
    return { signIn: false, words: hint === undefined ? message : `${message} ${hint}` }
  }
  const { outcome, sentence } = about.value.verdict
  return outcome === 'allowed' ? undefined : { signIn: outcome === 'rejected', words: sentence }
}
