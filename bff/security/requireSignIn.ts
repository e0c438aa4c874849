import { createMiddleware } from 'hono/factory'

import type { AppEnv } from '../env.ts'
import { Problem } from '../problem.ts'
import { readSignInCookie } from '../session/cookies.ts'

/**
 * Finds who is signed in, or throws Problem 401 `session_required`: never a redirect, which a fetch would
 * follow. Counts as activity unless the query says `slide=false`, for what a page asks by itself.
 */
export const requireSignIn = createMiddleware<AppEnv>(async (c, next) => {
  const cookie = readSignInCookie(c)
  const slide = c.req.query('slide') !== 'false'
  const signIn = cookie === undefined ? null : await c.var.services.signIns.find(cookie, slide)
  if (signIn === null)
    throw new Problem(401, 'session_required', 'You are not signed in, or no longer.', {
      hint: 'Sign in again; the page you are on stays where it is.',
    })
  c.set('signIn', signIn)
  return next()
})
