import { Hono } from 'hono'
import * as z from 'zod'

import type { Api } from '../contract.ts'
import type { AppEnv } from '../env.ts'
import { bodyOf } from './body.ts'
import { callerOf } from './caller.ts'

/** MCP requests other than tool calls, of which there is a closed list. */
export const requests = new Hono<AppEnv>()

const requestBody = z.strictObject({
  as: z.string(),
  method: z.enum([
    'ping',
    'resources/list',
    'resources/templates/list',
    'resources/read',
    'resources/subscribe',
    'resources/unsubscribe',
    'prompts/list',
    'prompts/get',
    'completion/complete',
    'logging/setLevel',
  ]),
  params: z.record(z.string(), z.unknown()).exactOptional(),
})

requests.post('/bff/gateways/:gateway/requests', async (c) => {
  const { as, ...asked } = await bodyOf(c, requestBody)
  const caller = callerOf(c, c.req.param('gateway'), as)
  const reply = await c.var.services.upstream.requests(caller, asked)
  return c.json<Api['POST /bff/gateways/:gateway/requests']['answer']>(reply)
})
