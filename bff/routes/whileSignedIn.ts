import type { BffEvent } from '../contract.ts'
import type { Services } from '../env.ts'
import type { SignIn } from '../session/types.ts'
import { stillSignedIn } from './events.ts'

const everyMs = 15_000

/**
 * Calls `end`, perhaps more than once, when this sign-in is no more: signed out in this process at once,
 * elsewhere or expired within fifteen seconds. Answers what to call when that does not matter any more.
 */
export function whileSignedIn(services: Services, signIn: SignIn, end: () => void): () => void {
  const { subject, groups } = signIn.operator
  // the sign-in may get a new id meanwhile; the hub keeps it up to date
  const listener = {
    subject,
    groups,
    signIn: signIn.id,
    send: ({ event }: BffEvent) => void (event === 'signed_out' && end()),
  }
  const leave = services.hub.subscribe(listener)
  const look = setInterval(
    () => void stillSignedIn(services, listener.signIn).then((there) => there || end()),
    everyMs,
  )
  return () => {
    clearInterval(look)
    leave()
  }
}
