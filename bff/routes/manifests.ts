import { Hono } from 'hono'
import * as z from 'zod'

import type { Api } from '../contract.ts'
import type { AppEnv } from '../env.ts'
import { bodyOf } from './body.ts'
import { countOf } from './caller.ts'

/** The documents that configure a gateway, as its cluster holds them, and the log of its pod. */
export const manifests = new Hono<AppEnv>()

/** Characters. The time that comparing keys takes grows with the square: this many take less than a second. */
const longestYaml = 65_536
const applyBody = z.strictObject({
  yaml: z.string().min(1).max(longestYaml),
  dryRun: z.boolean().optional(),
})
const undoBody = z.strictObject({ undo: z.string().min(1).max(100) })
const mostLines = 1_000

manifests.get('/bff/gateways/:gateway/manifests', async (c) => {
  const view = await c.var.services.upstream.gateways.manifests.view(c.req.param('gateway'))
  return c.json<Api['GET /bff/gateways/:gateway/manifests']['answer']>(view)
})

manifests.post('/bff/gateways/:gateway/manifests/apply', async (c) => {
  const { yaml, dryRun = false } = await bodyOf(c, applyBody)
  const { subject: owner, groups } = c.var.signIn.operator
  const order = { yaml, dryRun, owner, groups }
  const { applying } = c.var.services.upstream.gateways
  const applied = await applying.apply(c.req.param('gateway'), order)
  return c.json<Api['POST /bff/gateways/:gateway/manifests/apply']['answer']>({ applied })
})

manifests.post('/bff/gateways/:gateway/manifests/undo', async (c) => {
  const { undo } = await bodyOf(c, undoBody)
  const { subject: owner, groups } = c.var.signIn.operator
  const order = { undo, owner, groups }
  const { applying } = c.var.services.upstream.gateways
  const view = await applying.undo(c.req.param('gateway'), order)
  return c.json<Api['POST /bff/gateways/:gateway/manifests/undo']['answer']>(view)
})

manifests.get('/bff/gateways/:gateway/log', async (c) => {
  const lines = countOf(c.req.query('lines'), 200, mostLines)
  const order = { lines, owner: c.var.signIn.operator.subject }
  const view = await c.var.services.upstream.gateways.accessLogs.view(c.req.param('gateway'), order)
  return c.json<Api['GET /bff/gateways/:gateway/log']['answer']>(view)
})
