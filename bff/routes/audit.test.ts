import { Hono } from 'hono'
import { expect, test } from 'vitest'

import type { Api, AuditEntry } from '../contract.ts'
import type { AppEnv } from '../env.ts'
import { callerOf, callView, refusedView } from '../testing/audit.ts'
import { serveRoutes } from '../testing/routes.ts'
import { serve, textOf } from '../testing/serve.ts'
import { upstreamOf } from '../testing/upstream.ts'
import { audit } from './audit.ts'
import { calls } from './calls.ts'

const routes = () => new Hono<AppEnv>().route('/', audit).route('/', calls)

type Json = Api['GET /bff/audit']['answer'] & { error: { message: string } }

async function withCalls(count: number) {
  const parts = upstreamOf({})
  for (let index = 1; index <= count; index++) {
    const id = `c${index}`
    const view = index % 2 === 0 ? refusedView({ id }) : callView({ id })
    await parts.upstream.audit.keep(callerOf('presenter'), view)
  }
  const { origin } = await serveRoutes(routes(), parts)
  return async (query: string) => {
    const response = await fetch(`${origin}/bff/audit${query}`)
    const json = (await response.json()) as Json // the route's own answer, looked at below
    return { status: response.status, json }
  }
}
const ids = ({ entries }: { entries: AuditEntry[] }) => entries.map(({ id }) => id)

test('pages follow each other, newest first, and say whether more comes', async () => {
  const ask = await withCalls(5)
  const { json: first } = await ask('?limit=2')
  expect(first).toMatchObject({ more: true, scope: 'everybody' })
  expect(ids(first)).toEqual(['c5', 'c4'])
  expect(ids((await ask('?limit=2&before=c4')).json)).toEqual(['c3', 'c2'])
  const { json: last } = await ask('?limit=2&before=c2')
  expect([ids(last), last.more]).toEqual([['c1'], false])
})

test('a page that goes on from an entry which is gone is told so', async () => {
  const ask = await withCalls(1)
  expect(await ask('?before=nothing')).toMatchObject({
    status: 404,
    json: { error: { code: 'not_found' } },
  })
})

test('filters narrow list and figures alike, and empty ones do not count', async () => {
  const ask = await withCalls(5)
  const query = '?outcome=refused&search=hidden&gateway='
  expect(ids((await ask(query)).json)).toEqual(['c4', 'c2'])
  const { json } = await ask(`/summary${query}`)
  expect(json).toMatchObject({ calls: 2, kept: 5_000, names: { gateways: ['kb'] } })
})

test.each([
  ['?limit=0', 'limit is "0"'],
  ['?outcome=maybe', 'outcome:'],
  ['?from=yesterday', 'from: takes a time'],
  ['/summary?to=1', 'to: takes a time'],
  ['/export', 'format takes csv or json'],
  [`/export?format=csv&search=${'x'.repeat(201)}`, 'search: takes at most 200'],
])('%s is refused with the field that is wrong', async (query, sentence) => {
  const ask = await withCalls(0)
  const { status, json } = await ask(query)
  expect([status, json.error.message]).toEqual([400, expect.stringContaining(sentence)])
})

test('an export is a file of everything that the query matches', async () => {
  const parts = upstreamOf({})
  for (let index = 1; index <= 600; index++)
    await parts.upstream.audit.keep(callerOf('presenter'), callView({ id: `c${index}` }))
  await parts.upstream.audit.keep(callerOf('presenter'), refusedView({ id: 'last' }))
  const { origin } = await serveRoutes(routes(), parts)
  const csv = await fetch(`${origin}/bff/audit/export?format=csv&outcome=allowed`)
  expect(csv.headers.get('content-type')).toContain('text/csv')
  expect(csv.headers.get('content-disposition')).toBe(
    'attachment; filename="parallax-audit-2026-11-20.csv"',
  )
  expect((await csv.text()).split('\r\n')).toHaveLength(602)
  const json = await fetch(`${origin}/bff/audit/export?format=json`)
  expect(await json.json()).toHaveLength(601)
})

test('T01: a call with a secret in its arguments leaves its trace, and neither secret nor token', async () => {
  const gateway = await serve((request, response) => {
    void textOf(request).then((text) => {
      const list = { tools: [{ name: 'echo', inputSchema: {} }] }
      const result = text.includes('tools/call')
        ? { content: [{ type: 'text', text }], isError: true }
        : list
      return response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ jsonrpc: '2.0', id: 1, result }))
    })
  })
  const parts = upstreamOf({ gateways: { kb: { url: `${gateway.origin}/mcp` } } })
  const { origin } = await serveRoutes(routes(), parts)
  const body = '{"as":"alice","tool":"echo","arguments":{"word":"hush-hush"}}'
  await fetch(`${origin}/bff/gateways/kb/calls`, { method: 'POST', body })
  const side = `{"calls":[${body},${body.replace('alice', 'bob')}]}`
  const streamed = await fetch(`${origin}/bff/gateways/kb/calls/stream`, {
    method: 'POST',
    body: side,
  })
  await streamed.text()
  const text = await (await fetch(`${origin}/bff/audit`)).text()
  const { entries } = JSON.parse(text) as { entries: AuditEntry[] } // the route's own answer
  expect(entries.map(({ persona }) => persona).toSorted()).toEqual(['alice', 'alice', 'bob'])
  expect(entries[0]).toMatchObject({ tool: 'echo', outcome: 'failed', status: 200 })
  expect(text).not.toMatch(/hush-hush|token-of-/)
  const told = parts.published.filter(({ event }) => event.event === 'audit')
  expect(told).toHaveLength(3)
})
