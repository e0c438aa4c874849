import { Hono } from 'hono'

import type { Api, GatewayView } from '../contract.ts'
import type { AppEnv } from '../env.ts'
import { Problem } from '../problem.ts'
import { featuresOf } from '../upstream/features.ts'
import { callerOf } from './caller.ts'

/** Gateways of the configuration: what they are, what they allow, what they show to a persona. */
export const gateways = new Hono<AppEnv>()

gateways.get('/bff/gateways', (c) => {
  const { config, upstream } = c.var.services
  const { groups } = c.var.signIn.operator
  const views = Object.entries(config.gateways).map(([id, gateway]): GatewayView => ({
    id,
    label: gateway.label ?? id,
    product: gateway.product,
    url: gateway.url,
    transport: upstream.mcp.transports.of(id).kind,
    personas: gateway.personas,
    features: featuresOf(gateway, groups),
  }))
  return c.json<Api['GET /bff/gateways']['answer']>({ gateways: views })
})

gateways.get('/bff/gateways/:gateway/policy', async (c) => {
  const policy = await c.var.services.upstream.policies.view(c.req.param('gateway'))
  return c.json<Api['GET /bff/gateways/:gateway/policy']['answer']>(policy)
})

gateways.get('/bff/gateways/:gateway/topology', async (c) => {
  const gateway = c.req.param('gateway')
  const persona = c.req.query('as')
  const caller = persona === undefined ? undefined : callerOf(c, gateway, persona)
  const view = await c.var.services.upstream.gateways.topology.view(gateway, caller)
  return c.json<Api['GET /bff/gateways/:gateway/topology']['answer']>(view)
})

gateways.get('/bff/gateways/:gateway/tools', async (c) => {
  const persona = c.req.query('as')
  if (persona === undefined)
    throw new Problem(400, 'bad_request', 'The query has no "as": it names the persona that asks.')
  const caller = callerOf(c, c.req.param('gateway'), persona)
  const list = await c.var.services.upstream.tools.list(caller)
  return c.json<Api['GET /bff/gateways/:gateway/tools']['answer']>(list)
})
