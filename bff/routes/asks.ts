import { Hono } from 'hono'
import * as z from 'zod'

import type { Api } from '../contract.ts'
import type { AppEnv } from '../env.ts'
import { bodyOf } from './body.ts'

/** What servers say by themselves: notifications, and questions that a person answers. */
export const asks = new Hono<AppEnv>()

const answerBody = z.discriminatedUnion('action', [
  z.strictObject({
    action: z.literal('accept'),
    content: z.record(z.string(), z.unknown()),
  }),
  z.strictObject({ action: z.enum(['decline', 'cancel']) }),
])

asks.get('/bff/mcp/notices', (c) => {
  const { services, signIn } = c.var
  const notices = services.upstream.mcp.notices.list(signIn, c.req.query('gateway'))
  return c.json<Api['GET /bff/mcp/notices']['answer']>({ notices })
})

asks.get('/bff/mcp/asks', (c) => {
  const { services, signIn } = c.var
  return c.json<Api['GET /bff/mcp/asks']['answer']>({
    asks: services.upstream.mcp.asks.list(signIn),
  })
})

asks.post('/bff/mcp/asks/:id/answer', async (c) => {
  const answer = await bodyOf(c, answerBody)
  const { services, signIn } = c.var
  const ask = services.upstream.mcp.asks.answer(signIn, c.req.param('id'), answer)
  return c.json<Api['POST /bff/mcp/asks/:id/answer']['answer']>(ask)
})
