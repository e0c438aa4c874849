import { Hono } from 'hono'

import type { Env } from './env.ts'
import { callerOf } from './identity.ts'
import { refuse } from './reply.ts'
import { a2aRoutes } from './routes/a2a.ts'
import { agentRoutes } from './routes/agents.ts'
import { metaRoutes } from './routes/meta.ts'
import { sessionRoutes } from './routes/sessions.ts'
import type { World } from './world.ts'

/** Everything that the controller answers on its one port. */
export function createApp(world: World): Hono<Env> {
  const app = new Hono<Env>()
  app.use('/api/*', async (c, next) => {
    const caller = callerOf(c.req.raw, world.auth)
    if (!caller) return c.text('Unauthorized', 401)
    c.set('caller', caller)
    return next()
  })
  metaRoutes(app, world)
  agentRoutes(app, world)
  sessionRoutes(app, world)
  a2aRoutes(app, world)
  app.notFound((c) => c.text('404 page not found\n', 404))
  app.onError((error, c) => refuse(c, error))
  return app
}
