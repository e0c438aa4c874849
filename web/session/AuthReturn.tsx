import { useEffect, useState } from 'react'
import { useNavigate } from 'react-router'

import { queryClient } from '../api/queryClient.ts'
import { sessionEnded } from '../api/sessionEnded.ts'
import { paths, safeReturn } from '../paths.ts'
import { Notice } from '../ui/Notice.tsx'
import { finishSignIn, returnOf } from './finishSignIn.ts'
import { signInFailure } from './signInFailure.ts'

/** A popup closes at once when its answer was heard; after this long nobody is listening. */
const patienceMs = 1_500

/** `/auth/popup`: where the provider comes back to, in a popup or in the tab that left for it. */
export function Component() {
  const navigate = useNavigate()
  const [failed, setFailed] = useState<string | null>(null)
  // Read before the sign-in is finished, which forgets it whether it succeeds or not.
  const [returnTo] = useState(() => returnOf(location.href))
  useEffect(() => {
    let gone = false
    let waiting: ReturnType<typeof setTimeout> | undefined
    const finish = async () => {
      try {
        const next = await finishOnce(location.href)
        if (gone) return
        if (next === null) {
          waiting = setTimeout(() => setFailed(answerOf(location.href)), patienceMs)
          return
        }
        queryClient.clear()
        sessionEnded.set(null)
        await navigate(safeReturn(next), { replace: true })
      } catch (cause) {
        if (!gone) setFailed(signInFailure(cause).message)
      }
    }
    void finish()
    return () => {
      gone = true
      clearTimeout(waiting)
    }
  }, [navigate])
  return (
    <main className="mx-auto grid max-w-lg gap-4 p-8">
      <title>Signing in · Parallax</title>
      <h1 tabIndex={-1} className="text-lg font-bold">
        {failed === null ? 'Signing in' : 'The sign-in did not work'}
      </h1>
      {failed === null ? null : (
        <Notice
          tone="refused"
          title={failed}
          action={
            <a
              href={paths.signIn(returnTo ?? undefined)}
              className="rounded-control border border-line-strong px-3.5 py-1.5 font-bold"
            >
              Start again
            </a>
          }
        />
      )}
    </main>
  )
}

/** What the provider said, or that nobody waits for it any more. */
function answerOf(url: string): string {
  const said = new URL(url).searchParams
  const error = said.get('error') ?? 'no_transaction'
  return signInFailure(
    Object.assign(new Error(error), { error, error_description: said.get('error_description') }),
  ).message
}

/** The code in the address can be used once, and React mounts twice while developing. */
let finishing: { url: string; result: Promise<string | null> } | undefined
function finishOnce(url: string): Promise<string | null> {
  if (finishing?.url !== url) finishing = { url, result: finishSignIn(url) }
  return finishing.result
}
