import { useMutation } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { useLocation } from 'react-router'

import type { PersonaView } from '#bff'

import { ApiError } from '../api/ApiError.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { preloadSignIn, signInByRedirect } from './signIn.ts'
import { SignInFailure } from './signInFailure.ts'
import { usePersonaSignIn } from './usePersonaSignIn.ts'

const BearerDialog = lazy(async () => ({
  default: (await import('./BearerDialog.tsx')).BearerDialog,
}))
const DeviceDialog = lazy(async () => ({
  default: (await import('./DeviceDialog.tsx')).DeviceDialog,
}))

/** The button that signs one persona in, with the dialogs and the failures that belong to it. */
export function PersonaSignIn({ persona }: { persona: PersonaView }) {
  const { start, asking, done, cancelPopup } = usePersonaSignIn(persona)
  const { pathname, search } = useLocation()
  const leave = useMutation({ mutationFn: () => signInByRedirect(pathname + search, persona.id) })
  const failure = leave.error ?? start.error
  const elsewhere = (
    <Button size="sm" pending={leave.isPending} onClick={() => leave.mutate()}>
      Sign in on this page instead
    </Button>
  )
  return (
    <div className="grid gap-3">
      <Button
        size="sm"
        className="w-fit"
        pending={start.isPending}
        onPointerEnter={persona.kind === 'code' ? preloadSignIn : undefined}
        onFocus={persona.kind === 'code' ? preloadSignIn : undefined}
        onClick={() => start.mutate()}
      >
        {persona.kind === 'bearer' ? 'Paste a token' : `Sign in as ${persona.label}`}
      </Button>
      {asking === 'popup' ? (
        <Notice
          tone="info"
          title="Finish the sign-in in the other window."
          action={
            <>
              {elsewhere}
              <Button size="sm" onClick={cancelPopup}>
                Cancel
              </Button>
            </>
          }
        >
          If it is closed or out of sight, sign in on this page, or cancel.
        </Notice>
      ) : null}
      {failure instanceof ApiError ? <ProblemNotice error={failure} /> : null}
      {failure && !(failure instanceof ApiError) ? (
        <Notice
          tone="refused"
          title={failure.message}
          action={
            failure instanceof SignInFailure && ['blocked', 'closed'].includes(failure.kind)
              ? elsewhere
              : undefined
          }
        />
      ) : null}
      <Suspense>
        {asking === 'bearer' ? <BearerDialog persona={persona} onClose={done} /> : null}
        {typeof asking === 'object' && asking !== null ? (
          <DeviceDialog persona={persona} start={asking} onClose={done} />
        ) : null}
      </Suspense>
    </div>
  )
}
