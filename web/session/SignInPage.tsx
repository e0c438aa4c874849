import { useMutation } from '@tanstack/react-query'
import { redirect, useLoaderData, useSearchParams, type LoaderFunctionArgs } from 'react-router'

import { ApiError } from '../api/ApiError.ts'
import { queryClient } from '../api/queryClient.ts'
import { sessionEnded } from '../api/sessionEnded.ts'
import { safeReturn } from '../paths.ts'
import { Button } from '../ui/Button.tsx'
import { Mark } from '../ui/Mark.tsx'
import { Notice } from '../ui/Notice.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { sessionQuery } from './queries.ts'
import { preloadSignIn, signInByRedirect } from './signIn.ts'
import { signInFailure } from './signInFailure.ts'

/** An answer of just now need not be asked for again: whoever was sent here was asked a moment ago. */
const freshMs = 2_000

/** Whoever is signed in already has no business here. Gives what the server says to those who are not. */
export async function loader({ request }: LoaderFunctionArgs): Promise<ApiError> {
  const known = queryClient.getQueryState(sessionQuery.queryKey)
  const fresh = known !== undefined && Date.now() - known.errorUpdatedAt < freshMs
  if (fresh && known.error instanceof ApiError) return known.error
  try {
    await queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 })
  } catch (error) {
    sessionEnded.set(null)
    if (error instanceof ApiError) return error
    throw error
  }
  throw redirect(safeReturn(new URL(request.url).searchParams.get('return')))
}

/** `/sign-in?return=`: what this is, and one button. */
export function Component() {
  const answer = useLoaderData<typeof loader>()
  const [search] = useSearchParams()
  const enter = useMutation({
    mutationFn: () => signInByRedirect(safeReturn(search.get('return'))),
  })
  const earlier = search.get('error')
  const failure =
    enter.error ??
    (earlier === null ? null : signInFailure(Object.assign(new Error(earlier), { error: earlier })))
  return (
    <main className="grid min-h-dvh place-items-center bg-paper p-6">
      <title>Sign in · Parallax</title>
      <div className="grid w-full max-w-xl justify-items-start gap-6">
        <Mark thin className="-ml-2 h-44 w-64" />
        <div className="grid gap-3">
          <h1 tabIndex={-1} className="text-2xl font-bold">
            Parallax
          </h1>
          <p className="text-lg text-ink-2">
            Send the same request as two people, put the two answers side by side, and the
            difference is the policy.
          </p>
        </div>
        <div className="grid w-full gap-4">
          {failure === null ? null : <Notice tone="refused" title={failure.message} />}
          {answer.code === 'session_required' ? null : <ProblemNotice error={answer} />}
          <Button
            variant="primary"
            pending={enter.isPending}
            onClick={() => enter.mutate()}
            onPointerEnter={preloadSignIn}
            onFocus={preloadSignIn}
            className="w-fit px-8"
          >
            Sign in
          </Button>
          <p className="text-sm text-ink-2">
            You sign in at your identity provider and come straight back. This browser never holds a
            token.
          </p>
        </div>
      </div>
    </main>
  )
}
