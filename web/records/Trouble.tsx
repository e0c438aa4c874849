import { useEffect, useEffectEvent } from 'react'

import type { ApiError } from '../api/ApiError.ts'
import { PersonaSignIn } from '../session/PersonaSignIn.tsx'
import { usePersonas } from '../session/queries.ts'
import { Notice } from '../ui/Notice.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'

/** Why there is nothing to show, and the way on: try again, or sign the persona in that asks for it. */
export function Trouble({ error, onRetry }: { error: ApiError; onRetry: () => void }) {
  const persona = usePersonas().find(({ id }) => id === error.persona)
  const wantsSignIn = error.code === 'persona_signin_required'
  const retry = useEffectEvent(onRetry)
  const ready = persona?.state === 'ready'
  useEffect(() => {
    // It has signed in meanwhile, here or elsewhere.
    if (wantsSignIn && ready) retry()
  }, [wantsSignIn, ready])
  if (!wantsSignIn || !persona || ready) return <ProblemNotice error={error} onRetry={onRetry} />
  return (
    <Notice tone="refused" title={error.message} action={<PersonaSignIn persona={persona} />}>
      {error.hint}
    </Notice>
  )
}
