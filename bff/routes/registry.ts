import { type Context, Hono } from 'hono'
import * as z from 'zod'

import type { Api } from '../contract.ts'
import type { AppEnv } from '../env.ts'
import { Problem } from '../problem.ts'
import { bodyOf } from './body.ts'
import { countOf } from './caller.ts'
import { registryCaller } from './registryCaller.ts'

/** The agent registry, seen and changed as one of its personas. */
export const registry = new Hono<AppEnv>()

const usualRows = 50
const mostRows = 200
const usualLines = 200
/** The registry itself gives no more (84f7a5e9). */
const mostLines = 10_000

const as = z.string().optional()
const at = z.strictObject({ as, namespace: z.string().optional(), tag: z.string().optional() })
const applyBody = z.strictObject({
  as,
  text: z.string(),
  dryRun: z.boolean(),
  values: z.record(z.string(), z.string()).default({}),
})
const awsBody = z.strictObject({
  as,
  awsAccountId: z.string().regex(/^\d{12}$/, 'an AWS account id has twelve digits'),
  /** IAM's own rule for role names. */
  roleName: z
    .string()
    .regex(/^[\w+=,.@-]{1,64}$/, 'letters, digits and +=,.@_- up to 64')
    .optional(),
})
const connectionBody = z.strictObject({ url: z.string().max(2_048) })

registry.get('/bff/registry', async (c) => {
  const { config, upstream } = c.var.services
  const view = config.registry
    ? await upstream.registry.view(registryCaller(c, c.req.query('as')))
    : upstream.registry.none()
  return c.json<Api['GET /bff/registry']['answer']>(view)
})

registry.get('/bff/registry/whoami', async (c) => {
  const caller = registryCaller(c, c.req.query('as'))
  const said = await c.var.services.upstream.registry.whoami(caller)
  return c.json<Api['GET /bff/registry/whoami']['answer']>(said)
})

registry.get('/bff/registry/counts', async (c) => {
  const caller = registryCaller(c, c.req.query('as'))
  const counts = await c.var.services.upstream.registry.counts(caller)
  return c.json<Api['GET /bff/registry/counts']['answer']>({ counts })
})

registry.get('/bff/registry/:kind', async (c) => {
  const caller = registryCaller(c, c.req.query('as'))
  const list = await c.var.services.upstream.registry.list(caller, kindOf(c), {
    search: c.req.query('search') ?? '',
    facets: c.req.queries('facet') ?? [],
    sort: c.req.query('sort') ?? '',
    offset: offsetOf(c.req.query('offset')),
    limit: countOf(c.req.query('limit'), usualRows, mostRows),
  })
  return c.json<Api['GET /bff/registry/:kind']['answer']>(list)
})

registry.get('/bff/registry/:kind/:name', async (c) => {
  const { as: persona, namespace, tag } = c.req.query()
  const place = { kind: kindOf(c), name: c.req.param('name'), namespace, tag }
  const detail = await c.var.services.upstream.registry.detail(registryCaller(c, persona), place)
  return c.json<Api['GET /bff/registry/:kind/:name']['answer']>(detail)
})

registry.get('/bff/registry/deployments/:name/logs', async (c) => {
  const { as: persona, namespace, tail } = c.req.query()
  const place = { name: c.req.param('name'), namespace }
  const lines = await c.var.services.upstream.registry.logs(
    registryCaller(c, persona),
    place,
    countOf(tail, usualLines, mostLines),
  )
  return c.json<Api['GET /bff/registry/deployments/:name/logs']['answer']>({ lines })
})

registry.post('/bff/registry/apply', async (c) => {
  const { as: persona, ...request } = await bodyOf(c, applyBody)
  const answer = await c.var.services.upstream.registry.apply(registryCaller(c, persona), request)
  return c.json<Api['POST /bff/registry/apply']['answer']>(answer)
})

registry.post('/bff/registry/aws-setup', async (c) => {
  const { as: persona, ...asked } = await bodyOf(c, awsBody)
  const setup = await c.var.services.upstream.registry.awsSetup(registryCaller(c, persona), asked)
  return c.json<Api['POST /bff/registry/aws-setup']['answer']>(setup)
})

registry.post('/bff/registry/test-connection', async (c) => {
  const { url } = await bodyOf(c, connectionBody)
  const owner = c.var.signIn.operator.subject
  const view = await c.var.services.upstream.registry.testConnection(owner, url)
  return c.json<Api['POST /bff/registry/test-connection']['answer']>(view)
})

registry.post('/bff/registry/:kind/:name/reveal', async (c) => {
  const { as: persona, ...where } = await bodyOf(c, at)
  const place = { kind: kindOf(c), name: c.req.param('name'), ...where }
  const values = await c.var.services.upstream.registry.reveal(registryCaller(c, persona), place)
  c.header('cache-control', 'no-store')
  return c.json<Api['POST /bff/registry/:kind/:name/reveal']['answer']>({ values })
})

registry.post('/bff/registry/:kind/:name/delete', async (c) => {
  const { as: persona, ...where } = await bodyOf(c, at)
  const place = { kind: kindOf(c), name: c.req.param('name'), ...where }
  const leftBehind = await c.var.services.upstream.registry.remove(
    registryCaller(c, persona),
    place,
  )
  return c.json<Api['POST /bff/registry/:kind/:name/delete']['answer']>({
    deleted: true,
    leftBehind,
  })
})

registry.post('/bff/registry/:kind/:name/reconcile', async (c) => {
  const { as: persona, ...where } = await bodyOf(c, at.omit({ tag: true }))
  const place = { kind: kindOf(c), name: c.req.param('name'), ...where }
  const detail = await c.var.services.upstream.registry.reconcile(registryCaller(c, persona), place)
  return c.json<Api['POST /bff/registry/:kind/:name/reconcile']['answer']>(detail)
})

/** A segment of the registry's `/v0`; unknown ones are asked for all the same. */
function kindOf(c: Context<AppEnv>): string {
  const kind = c.req.param('kind') ?? ''
  if (/^[a-z]{1,63}$/.test(kind)) return kind
  throw new Problem(404, 'not_found', `"${kind}" is no kind of a registry.`, {
    hint: 'Kinds are plural and in lower case, such as agents.',
  })
}

function offsetOf(text = '0'): number {
  const offset = Number(text)
  if (Number.isInteger(offset) && offset >= 0) return offset
  throw new Problem(400, 'bad_request', `offset is "${text}"; it takes a whole number from 0.`)
}
