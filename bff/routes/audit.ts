import { type Context, Hono } from 'hono'
import { stream } from 'hono/streaming'
import * as z from 'zod'

import type { Api } from '../contract.ts'
import type { AppEnv } from '../env.ts'
import { Problem } from '../problem.ts'
import { type ExportFormat, fileOf } from '../upstream/audit/export.ts'
import type { AuditFilter } from '../upstream/audit/matches.ts'
import { countOf } from './caller.ts'

/** Who called which tool as whom, as far as the operator may read it. */
export const audit = new Hono<AppEnv>()

const usualEntries = 100
const mostEntries = 500

const time = z.iso.datetime({ offset: true, error: 'takes a time, such as 2026-11-20T12:00:00Z' })
const filter = z.object({
  gateway: z.string().exactOptional(),
  persona: z.string().exactOptional(),
  operator: z.string().exactOptional(),
  outcome: z
    .enum(['allowed', 'refused', 'failed', 'rejected', 'invalid', 'unreachable'])
    .exactOptional(),
  search: z.string().max(200, 'takes at most 200 characters').exactOptional(),
  from: time.exactOptional(),
  to: time.exactOptional(),
})

/** The query without its empty fields. Problem 400 names the first that is not as expected. */
function filterOf(c: Context<AppEnv>): AuditFilter {
  const given = Object.entries(c.req.query()).filter(([, value]) => value !== '')
  const checked = filter.safeParse(Object.fromEntries(given))
  if (checked.success) return checked.data
  const [first] = checked.error.issues
  const [name] = first?.path ?? []
  throw new Problem(400, 'bad_request', `${String(name)}: ${first?.message ?? 'not as expected'}.`)
}

audit.get('/bff/audit', async (c) => {
  const { audit: log } = c.var.services.upstream
  const reader = c.var.signIn.operator
  const limit = countOf(c.req.query('limit'), usualEntries, mostEntries)
  const found = await log.entries(reader, filterOf(c))
  const before = c.req.query('before')
  const place = before === undefined ? 0 : found.findIndex(({ id }) => id === before) + 1
  if (before !== undefined && place === 0)
    throw new Problem(404, 'not_found', 'The entry that this page should go on from is gone.', {
      hint: 'Only the newest are kept. Read the list from its beginning.',
    })
  return c.json<Api['GET /bff/audit']['answer']>({
    entries: found.slice(place, place + limit),
    more: found.length > place + limit,
    scope: log.scope(reader),
  })
})

audit.get('/bff/audit/summary', async (c) => {
  const { audit: log } = c.var.services.upstream
  const summary = await log.summary(c.var.signIn.operator, filterOf(c))
  return c.json<Api['GET /bff/audit/summary']['answer']>(summary)
})

const types: Record<ExportFormat, string> = {
  csv: 'text/csv; charset=utf-8; header=present',
  json: 'application/json',
}

audit.get('/bff/audit/export', async (c) => {
  const { upstream, clock, log, closing } = c.var.services
  const format = formatOf(c.req.query('format'))
  const found = await upstream.audit.entries(c.var.signIn.operator, filterOf(c))
  const day = new Date(clock()).toISOString().slice(0, 10)
  c.header('content-type', types[format])
  c.header('content-disposition', `attachment; filename="parallax-audit-${day}.${format}"`)
  return stream(
    c,
    async (out) => {
      for (const piece of fileOf(found, format)) {
        if (out.aborted || closing.aborted) return
        await out.write(piece)
      }
    },
    async (err) => log.error({ requestId: c.var.requestId, err }, 'the export broke off'),
  )
})

function formatOf(text: string | undefined): ExportFormat {
  if (text === 'csv' || text === 'json') return text
  throw new Problem(400, 'bad_request', 'format takes csv or json.')
}
