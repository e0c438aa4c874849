import { type Context, Hono } from 'hono'
import { cors } from 'hono/cors'
import { stringify } from 'yaml'

import type { Authenticate } from './auth.ts'
import { docsPage } from './docsPage.ts'
import { anonymous, nobody } from './identity.ts'
import { Problem, noSuchEndpoint } from './problem.ts'
import { grantsOf } from './rbac.ts'
import type { Route } from './routes/route.ts'
import { messageOf } from './untyped.ts'
import { accessPolicies } from './whoami.ts'
import type { Asker, World } from './world.ts'

/** Paths that end in one of these are answered without a token, whatever comes before (84f7a5e9). */
const openEndings = ['health', 'metrics', 'ping', 'docs', 'version']

export interface AppParts {
  world: World
  routes: Route[]
  openapi: Record<string, unknown>
  authenticate: Authenticate
  metrics: () => Promise<string>
  counted: (route: string, status: number) => void
}

/** The registry's HTTP surface. */
export function createApp({ world, routes, openapi, authenticate, metrics, counted }: AppParts) {
  const app = new Hono()
  // Any origin and never with credentials: that is how the product is set up.
  app.use(
    cors({
      origin: '*',
      allowMethods: ['GET', 'POST', 'PUT', 'DELETE', 'OPTIONS'],
      allowHeaders: ['*'],
      maxAge: 86_400,
    }),
  )
  app.use(async (context, next) => {
    const { path } = context.req
    if (path.length > 1 && path.endsWith('/'))
      return context.redirect(withoutSlash(path) + new URL(context.req.url).search, 308)
    return next()
  })
  app.get('/openapi.json', (context) => context.json(openapi))
  app.get('/openapi.yaml', (context) =>
    context.body(stringify(openapi, { aliasDuplicateObjects: false }), 200, {
      'content-type': 'application/yaml',
    }),
  )
  app.get('/docs', (context) => context.html(docsPage(routes)))
  app.get('/metrics', async (context) => context.text(await metrics()))
  // The product's own pages are not imitated; without them it answers this.
  app.get('/', (context) => context.text('index.html not found', 404))

  for (const route of routes)
    app.on(route.method, route.path.replaceAll(/\{(\w+)\}/g, ':$1'), async (context) => {
      const asker = await ask(context, route)
      if (!asker) return context.text('Unauthorized', 401)
      const response = await route.run(context.req.raw, context.req.param(), asker).catch(answer)
      counted(route.path, response.status)
      return response
    })

  const ask = async (context: Context, route: Route): Promise<Asker | undefined> => {
    const skipped = route.open || openEndings.includes(context.req.path.split('/').at(-1) ?? '')
    if (world.edition === 'oss') return { identity: anonymous, grants: grantsOf(anonymous, []) }
    const known = await authenticate(context.req.header('authorization'))
    if (!known && !skipped) return undefined
    const identity = known ?? nobody
    return { identity, grants: grantsOf(identity, accessPolicies(world)) }
  }

  app.notFound((context) => noSuchEndpoint(context.req.path).toResponse())
  app.onError(answer)
  return app
}

/** One slash stays in front: `//host` would be a redirect to somebody else. */
const withoutSlash = (path: string): string => `/${path.replaceAll(/^\/+|\/+$/g, '')}`

function answer(error: unknown): Response {
  if (error instanceof Problem) return error.toResponse()
  console.error(`registry: ${messageOf(error)}`)
  return new Problem(500, 'unexpected error occurred').toResponse()
}
