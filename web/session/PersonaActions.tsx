import type { PersonaView } from '#bff'

import { Button } from '../ui/Button.tsx'
import { CopyButton } from '../ui/CopyButton.tsx'
import { usePersonaSignOut, useRefresh } from './personaCalls.ts'

/** What can be done with a token that is good: renew it, give it up, or make one in a shell. */
export function PersonaActions({ persona }: { persona: PersonaView }) {
  const refresh = useRefresh(persona.id)
  const leave = usePersonaSignOut(persona.id)
  const failed = refresh.error ?? leave.error
  return (
    <div className="grid gap-2">
      <div className="-mx-2 flex flex-wrap items-center">
        <Button
          variant="quiet"
          size="sm"
          pending={refresh.isPending}
          disabledReason={
            persona.kind === 'bearer'
              ? 'A pasted token cannot be renewed; paste a new one.'
              : undefined
          }
          onClick={() => refresh.mutate()}
        >
          Refresh now
        </Button>
        <Button variant="quiet" size="sm" pending={leave.isPending} onClick={() => leave.mutate()}>
          Sign out
        </Button>
        {persona.mint === undefined ? null : (
          <CopyButton
            text={persona.mint}
            label={`the shell line that mints ${persona.label}'s token`}
          >
            Mint line
          </CopyButton>
        )}
      </div>
      {failed ? (
        <p role="alert" className="text-sm font-bold text-refused">
          {failed.message}
        </p>
      ) : null}
    </div>
  )
}
