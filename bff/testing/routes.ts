import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'

import type { AppEnv, Services } from '../env.ts'
import { Problem } from '../problem.ts'
import { createStreamLimit } from '../security/streamLimit.ts'
import { type Served, serve } from './serve.ts'
import { signInOf, type upstreamOf } from './upstream.ts'

export const operator = signInOf('presenter')

/**
 * Routes on a port of their own, as somebody who is signed in: without the guards in front of them,
 * which have their own tests. `services` needs what those routes use.
 */
export function serveRoutes(
  routes: Hono<AppEnv>,
  services: ReturnType<typeof upstreamOf> & Partial<Services>,
): Promise<Served> {
  const app = new Hono<AppEnv>()
  const closing = new AbortController().signal
  const streams = createStreamLimit(services.config.limits.streams)
  app.use((c, next) => {
    c.set('services', { closing, streams, ...services } as unknown as Services) // what a route lacks fails its test
    c.set('signIn', operator)
    c.set('requestId', 'request-1')
    return next()
  })
  app.route('/', routes)
  app.onError((error) => {
    if (!(error instanceof Problem)) throw error
    return Response.json(error.body('request-1'), { status: error.status })
  })
  return serve((request, response) => void getRequestListener(app.fetch)(request, response))
}
