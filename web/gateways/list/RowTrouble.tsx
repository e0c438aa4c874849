import type { PersonaView } from '#bff'

import { mayAsk } from '../../mcp/queries.ts'
import { PersonaSignIn } from '../../session/PersonaSignIn.tsx'
import { Button } from '../../ui/Button.tsx'
import { OutcomeIcon } from '../../ui/OutcomeIcon.tsx'
import type { GatewayTrouble } from './trouble.ts'

/** Why a gateway said nothing of itself, in one line below its row; the others go on. */
export function RowTrouble({
  persona,
  trouble: { signIn, words },
  onRetry,
}: {
  persona: PersonaView
  trouble: GatewayTrouble
  onRetry: () => void
}) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 pb-3 text-sm">
      <output
        className={`flex min-w-0 items-center gap-1.5 ${signIn ? 'text-refused' : 'text-failed'}`}
      >
        <OutcomeIcon outcome={signIn ? 'rejected' : 'failed'} />
        <span className="wrap-anywhere">{words}</span>
      </output>
      {signIn ? <PersonaSignIn persona={persona} /> : null}
      {mayAsk(persona) ? (
        <Button size="sm" onClick={onRetry}>
          Try again
        </Button>
      ) : null}
    </div>
  )
}
