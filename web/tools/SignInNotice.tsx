import type { PersonaView } from '#bff'

import { PersonaSignIn } from '../session/PersonaSignIn.tsx'
import { sayState } from '../session/sayState.ts'
import { Notice } from '../ui/Notice.tsx'

/** A persona without a token: why, and the way to one. Whoever stands beside it goes on working. */
export function SignInNotice({ persona }: { persona: PersonaView }) {
  const ended = persona.state === 'ready' ? 'its token was not accepted' : sayState(persona.state)
  return (
    <Notice
      tone="refused"
      title={`${persona.label}: ${ended}.`}
      action={<PersonaSignIn persona={persona} />}
    >
      {persona.reason}
    </Notice>
  )
}
