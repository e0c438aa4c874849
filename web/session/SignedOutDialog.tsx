import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useLocation } from 'react-router'

import { sessionEnded } from '../api/sessionEnded.ts'
import { useCell } from '../cell.ts'
import { Button } from '../ui/Button.tsx'
import { Mark } from '../ui/Mark.tsx'
import { Notice } from '../ui/Notice.tsx'
import { preloadSignIn, signInByRedirect } from './signIn.ts'

/**
 * Stands over any page whose sign-in ended, says why, and comes back to the same address. It cannot
 * be closed: nothing behind it would answer.
 */
export function SignedOutDialog() {
  const reason = useCell(sessionEnded)
  const { pathname, search, hash } = useLocation()
  const ref = useRef<HTMLDialogElement>(null)
  const enter = useMutation({ mutationFn: () => signInByRedirect(pathname + search + hash) })
  useEffect(() => {
    if (reason !== null) ref.current?.showModal()
    else ref.current?.close()
  }, [reason])
  return (
    <dialog
      ref={ref}
      closedby="none"
      onCancel={(event) => event.preventDefault()}
      aria-labelledby="signed-out"
      className="m-auto w-[calc(100vw-2rem)] max-w-md rounded-panel border border-line-strong bg-panel p-8 text-ink"
    >
      {reason === null ? null : (
        <div className="grid gap-4">
          <Mark className="h-10 w-13" />
          <h2 id="signed-out" className="text-lg font-bold">
            You are signed out
          </h2>
          <p className="text-ink-2">{reason} Sign in again and this page is as you left it.</p>
          {enter.error ? <Notice tone="refused" title={enter.error.message} /> : null}
          <Button
            variant="primary"
            pending={enter.isPending}
            onPointerEnter={preloadSignIn}
            onFocus={preloadSignIn}
            onClick={() => enter.mutate()}
          >
            Sign in
          </Button>
        </div>
      )}
    </dialog>
  )
}
