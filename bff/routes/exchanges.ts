import { Hono } from 'hono'

import type { Api } from '../contract.ts'
import type { AppEnv } from '../env.ts'
import { Problem } from '../problem.ts'
import { countOf } from './caller.ts'

/** The operator's own exchanges, and those of the system, which nobody can clear. */
export const exchanges = new Hono<AppEnv>()

const usualCount = 100

exchanges.get('/bff/exchanges', async (c) => {
  const { upstream, config } = c.var.services
  const most = config.limits.exchangesKept
  const limit = countOf(c.req.query('limit'), Math.min(usualCount, most), most)
  const found = await upstream.exchanges.list(c.var.signIn.operator.subject, limit)
  return c.json<Api['GET /bff/exchanges']['answer']>({ exchanges: found })
})

exchanges.get('/bff/exchanges/:id', async (c) => {
  const { exchanges: log } = c.var.services.upstream
  const found = await log.one(c.var.signIn.operator.subject, c.req.param('id'))
  if (found === null)
    throw new Problem(404, 'not_found', 'There is no such exchange.', {
      hint: 'Only the newest are kept, and only for the operator who made them.',
    })
  return c.json<Api['GET /bff/exchanges/:id']['answer']>(found)
})

exchanges.post('/bff/exchanges/clear', async (c) => {
  const cleared = await c.var.services.upstream.exchanges.clear(c.var.signIn.operator.subject)
  return c.json<Api['POST /bff/exchanges/clear']['answer']>({ cleared })
})
