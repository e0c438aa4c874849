import type { DevicePoll, PersonaView, SignInStart } from '../contract.ts'
import type { SignIn } from './types.ts'

/** Whom the operator can act as, and how each gets a token. No answer of it holds one. */
export interface Personas {
  /** Whether the configuration names this persona. */
  known(id: string): boolean
  /** All of them, in the order of the configuration. */
  views(signIn: SignIn): Promise<PersonaView[]>
  /** Throws Problem 404 `persona_unknown`. */
  view(id: string, signIn: SignIn): Promise<PersonaView>
  start(id: string, signIn: SignIn): Promise<SignInStart>
  pollDevice(id: string, handle: string, signIn: SignIn): Promise<DevicePoll>
  paste(id: string, token: string, signIn: SignIn): Promise<PersonaView>
  refresh(id: string, signIn: SignIn): Promise<PersonaView>
  signOut(id: string, signIn: SignIn): Promise<PersonaView>
}
