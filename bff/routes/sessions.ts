import { Hono } from 'hono'
import * as z from 'zod'

import type { Api } from '../contract.ts'
import type { AppEnv } from '../env.ts'
import { Problem } from '../problem.ts'
import { gatewayUrl } from '../upstream/mcp/gatewayUrl.ts'
import { bodyOf } from './body.ts'
import { callerOf } from './caller.ts'

/** MCP sessions with gateways: what those say of themselves, which are kept, and how they begin and end. */
export const sessions = new Hono<AppEnv>()

const beginBody = z.strictObject({ as: z.string(), listen: z.boolean().default(false) })
const callId = z.uuid()

sessions.get('/bff/gateways/:gateway', async (c) => {
  const persona = c.req.query('as')
  if (persona === undefined)
    throw new Problem(400, 'bad_request', 'The query has no "as": it names the persona that asks.')
  const caller = callerOf(c, c.req.param('gateway'), persona)
  const about = await c.var.services.upstream.sessions.about(caller)
  return c.json<Api['GET /bff/gateways/:gateway']['answer']>(about)
})

sessions.get('/bff/gateways/:gateway/sessions', (c) => {
  const { services, signIn } = c.var
  const gateway = c.req.param('gateway')
  gatewayUrl(services.config, gateway)
  const found = services.upstream.sessions.list(signIn, gateway)
  return c.json<Api['GET /bff/gateways/:gateway/sessions']['answer']>({ sessions: found })
})

sessions.post('/bff/gateways/:gateway/sessions', async (c) => {
  const { as, listen } = await bodyOf(c, beginBody)
  const caller = callerOf(c, c.req.param('gateway'), as)
  const begun = await c.var.services.upstream.sessions.begin(caller, listen)
  return c.json<Api['POST /bff/gateways/:gateway/sessions']['answer']>(begun)
})

sessions.post('/bff/gateways/:gateway/sessions/:persona/end', async (c) => {
  const caller = callerOf(c, c.req.param('gateway'), c.req.param('persona'))
  const said = await c.var.services.upstream.mcp.end(caller)
  return c.json<Api['POST /bff/gateways/:gateway/sessions/:persona/end']['answer']>(
    said ?? { ended: false, status: null, sentence: 'There was no session to end.' },
  )
})

sessions.post('/bff/gateways/:gateway/calls/:call/cancel', async (c) => {
  const { gateway, call } = c.req.param()
  if (!callId.safeParse(call).success)
    throw new Problem(
      400,
      'bad_request',
      `"${call.slice(0, 50)}" is no id of a call: a UUID is one.`,
    )
  const { services, signIn } = c.var
  gatewayUrl(services.config, gateway)
  const cancelled = await services.upstream.mcp.cancel({ gateway, signIn }, call)
  return c.json<Api['POST /bff/gateways/:gateway/calls/:call/cancel']['answer']>({ cancelled })
})
