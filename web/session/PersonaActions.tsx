import type { PersonaView } from '#bff'

import { Button } from '../ui/Button.tsx'
import { CopyButton } from '../ui/CopyButton.tsx'
import { usePersonaSignOut, useRefresh } from './personaCalls.ts'
import { PersonaSignIn } from './PersonaSignIn.tsx'

/** What can be done with a token that is good: renew it, give it up, or make one in a shell. */
export function PersonaActions({ persona }: { persona: PersonaView }) {
  const refresh = useRefresh(persona.id)
  const leave = usePersonaSignOut(persona.id)
  const failed = refresh.error ?? leave.error
  return (
    <div className="grid gap-2">
      <div className="-mx-2 flex flex-wrap items-center">
        {persona.kind === 'bearer' ? null : (
          <Button
            variant="quiet"
            size="sm"
            pending={refresh.isPending}
            onClick={() => refresh.mutate()}
          >
            Refresh now
          </Button>
        )}
        <Button variant="quiet" size="sm" pending={leave.isPending} onClick={() => leave.mutate()}>
          Sign out
        </Button>
        {persona.mint === undefined ? null : (
          <CopyButton
            text={persona.mint}
            label={`the shell line that mints ${persona.label}'s token`}
          >
            Copy mint line
          </CopyButton>
        )}
      </div>
      {/* A pasted token cannot be renewed, only be replaced by the next one. */}
      {persona.kind === 'bearer' && !persona.shared ? <PersonaSignIn persona={persona} /> : null}
      {failed ? (
        <p role="alert" className="text-sm font-bold text-refused">
          {failed.message}
        </p>
      ) : null}
    </div>
  )
}
