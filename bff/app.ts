import { Hono } from 'hono'

import type { AppEnv, Services } from './env.ts'
import { observeRequests } from './observe/requests.ts'
import { Problem } from './problem.ts'
import { asks } from './routes/asks.ts'
import { audit } from './routes/audit.ts'
import { calls } from './routes/calls.ts'
import { chat } from './routes/chat.ts'
import { conversations } from './routes/conversations.ts'
import { events } from './routes/events.ts'
import { exchanges } from './routes/exchanges.ts'
import { gateways } from './routes/gateways.ts'
import { health, upstreams } from './routes/health.ts'
import { manifests } from './routes/manifests.ts'
import { createOp } from './routes/op.ts'
import { createPersonaRoutes } from './routes/personas.ts'
import { pipe } from './routes/pipe.ts'
import { createPipeLane, type PipeLane } from './routes/pipeLane.ts'
import { registry } from './routes/registry.ts'
import { requests } from './routes/requests.ts'
import { session } from './routes/session.ts'
import { sessions } from './routes/sessions.ts'
import { createWeb } from './routes/web.ts'
import { limitBody } from './security/bodyLimit.ts'
import { securityHeaders } from './security/headers.ts'
import { onlyPublicOrigin } from './security/publicOrigin.ts'
import { requireSignIn } from './security/requireSignIn.ts'
import { sameOrigin } from './security/sameOrigin.ts'

/** What a server serves: the lane gets every request first, `app` those that it leaves. */
export interface Console {
  app: Hono<AppEnv>
  lane: PipeLane
}

/** Everything in its order: who may ask, who is asking, what is answered. `webRoot` holds the built console. */
export function createApp(services: Services, webRoot: string): Console {
  const { config, clock, log } = services
  const app = new Hono<AppEnv>()

  app.use(observeRequests(services))
  app.use(securityHeaders(config.publicOrigin))
  app.use(onlyPublicOrigin(config.publicOrigin))
  app.route('/', health)

  app.use('/bff/*', sameOrigin(config.publicOrigin))
  app.use(
    '/bff/*',
    limitBody(config.limits.bodyBytes, (path) => path.startsWith('/bff/p/')),
  )
  app.route('/', createOp(config, clock))

  app.use('/bff/*', requireSignIn)
  app.route('/', session)
  app.route('/', createPersonaRoutes(config, clock))
  for (const routes of [
    upstreams,
    gateways,
    manifests,
    sessions,
    requests,
    asks,
    calls,
    audit,
    registry,
    chat,
    conversations,
    exchanges,
    events,
    pipe,
  ])
    app.route('/', routes)
  app.all('/bff/*', (c) => {
    throw new Problem(404, 'not_found', `There is no ${c.req.method} ${c.req.path}.`)
  })

  app.route('/', createWeb(webRoot))

  app.notFound((c) =>
    c.text('Nothing is here. If this should be the console, build it first: npm run build\n', 404),
  )
  const problemOf = (error: unknown, requestId: string): Problem => {
    const problem =
      error instanceof Problem
        ? error
        : new Problem(500, 'internal', 'Something went wrong here.', {
            hint: 'The log of the BFF has the cause under this request id.',
          })
    if (problem.status >= 500)
      log.error(
        { requestId, err: error === problem ? (problem.cause ?? error) : error },
        problem.message,
      )
    return problem
  }
  const refuse = (error: unknown, requestId: string): Response => {
    const problem = problemOf(error, requestId)
    return Response.json(problem.body(requestId), { status: problem.status })
  }
  app.onError((error, c) => {
    const { requestId } = c.var
    // A person who was led here by an address, not a script, gets the sentence without its JSON.
    if (c.req.header('sec-fetch-mode') !== 'navigate') return refuse(error, requestId)
    const problem = problemOf(error, requestId)
    const { message, details, status } = problem
    const text = [message, details.hint, `(request ${requestId})`].filter(Boolean).join(' ')
    return new Response(`${text}\n`, { status, headers: { 'content-type': 'text/plain' } })
  })

  const lane = createPipeLane(services, (error, requestId) => {
    const problem = problemOf(error, requestId)
    return { status: problem.status, body: problem.body(requestId) }
  })
  return { app, lane }
}
