import type { PersonaKind, PersonaState } from '#bff'

const states: Record<PersonaState, string> = {
  ready: 'ready',
  signed_out: 'not signed in',
  signin_required: 'must sign in again',
  unavailable: 'identity provider does not answer',
}

/** A persona's state in words that fit behind its name. */
export const sayState = (state: PersonaState): string => states[state]

const kinds: Record<PersonaKind, string> = {
  password: 'password grant',
  device: 'device grant',
  code: 'browser sign-in',
  client_credentials: 'client credentials',
  bearer: 'pasted token',
}

/** How a persona comes by its token, by the names that OAuth uses. */
export const sayKind = (kind: PersonaKind): string => kinds[kind]
