import { redirect, type LoaderFunctionArgs } from 'react-router'

import { ApiError } from '../api/ApiError.ts'
import { queryClient } from '../api/queryClient.ts'
import { sessionEnded } from '../api/sessionEnded.ts'
import { paths } from '../paths.ts'
import { sessionQuery } from '../session/queries.ts'

/** Lets a signed-in operator through; sends everyone else to sign in and back to this address. */
export async function requireSession({ request }: LoaderFunctionArgs): Promise<void> {
  try {
    await queryClient.ensureQueryData(sessionQuery)
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 'session_required') throw error
    const { pathname, search, searchParams } = new URL(request.url)
    // The sign-in page stands in for the panel that a page under way would show.
    sessionEnded.set(null)
    const failed = searchParams.get('error')
    if (failed === null) throw redirect(paths.signIn(pathname + search))
    throw redirect(`${paths.signIn()}?error=${encodeURIComponent(failed)}`)
  }
}
