import { Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import * as z from 'zod'

import type { Config } from '../config/schema.ts'
import type { Api } from '../contract.ts'
import type { AppEnv } from '../env.ts'
import { Problem } from '../problem.ts'
import { rateLimit } from '../security/rateLimit.ts'
import { checkToken } from '../upstream/verdict/checkToken.ts'

const bearerBody = z.strictObject({ token: z.string() })

/** The log says whom a request was about. */
const named = createMiddleware<AppEnv>((c, next) => {
  c.set('persona', c.req.param('persona') ?? '')
  return next()
})

/** Signing personas in and out. Every answer is what the browser may know of them. */
export function createPersonaRoutes({ limits }: Config, clock: () => number) {
  return new Hono<AppEnv>()
    .use('/bff/personas/:persona/*', named)
    .post('/bff/personas/:persona/signin', rateLimit(limits, clock), async (c) => {
      const start = await c.var.services.personas.start(c.req.param('persona'), c.var.signIn)
      return c.json<Api['POST /bff/personas/:persona/signin']['answer']>(start)
    })
    .post('/bff/personas/:persona/device/:handle', async (c) => {
      const { persona, handle } = c.req.param()
      const poll = await c.var.services.personas.pollDevice(persona, handle, c.var.signIn)
      return c.json<Api['POST /bff/personas/:persona/device/:handle']['answer']>(
        poll,
        poll.status === 'pending' ? 202 : 200,
      )
    })
    .post('/bff/personas/:persona/bearer', async (c) => {
      const body = bearerBody.safeParse(await c.req.json().catch(() => null))
      if (!body.success)
        throw new Problem(400, 'bad_request', 'The body is not { "token": "…" } in JSON.')
      const persona = c.req.param('persona')
      const view = await c.var.services.personas.paste(persona, body.data.token, c.var.signIn)
      return c.json<Api['POST /bff/personas/:persona/bearer']['answer']>(view)
    })
    .get('/bff/personas/:persona/token', async (c) => {
      const { config, tokens, upstream } = c.var.services
      const persona = c.req.param('persona')
      const held = await tokens.get(persona, c.var.signIn)
      const gateways = Object.keys(config.gateways).filter((id) =>
        config.gateways[id]?.personas.includes(persona),
      )
      const trusts = await Promise.all(
        gateways.map(async (gateway) => ({
          gateway,
          trust: await upstream.policies.trust(gateway),
        })),
      )
      const check = checkToken(held, trusts, clock())
      return c.json<Api['GET /bff/personas/:persona/token']['answer']>(check)
    })
    .post('/bff/personas/:persona/refresh', async (c) => {
      const view = await c.var.services.personas.refresh(c.req.param('persona'), c.var.signIn)
      return c.json<Api['POST /bff/personas/:persona/refresh']['answer']>(view)
    })
    .post('/bff/personas/:persona/signout', async (c) => {
      const view = await c.var.services.personas.signOut(c.req.param('persona'), c.var.signIn)
      return c.json<Api['POST /bff/personas/:persona/signout']['answer']>(view)
    })
}
