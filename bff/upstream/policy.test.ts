import { expect, test } from 'vitest'

import { serve } from '../testing/serve.ts'
import { noon, upstreamOf } from '../testing/upstream.ts'

async function policies(status: number, dump: string) {
  const admin = await serve((_, response) => response.writeHead(status).end(dump))
  let now = noon
  const kb = { url: 'http://127.0.0.1:1/mcp', admin: admin.origin }
  const { upstream } = upstreamOf({ gateways: { kb }, clock: () => now })
  return {
    view: (id: string) => upstream.policies.view(id),
    admin,
    later: (ms: number) => void (now += ms),
  }
}

const rule = 'jwt.groups.exists(g, g == "field-fte")'
const dump = JSON.stringify({
  policies: [{ name: 'p', mcpAuthorization: { rules: { allow: [rule] } } }],
})

test('the rules are asked for once in five seconds, however many look', async () => {
  const { view, admin, later } = await policies(200, dump)
  const [first, second] = await Promise.all([view('kb'), view('kb')])
  expect(first).toEqual({
    known: true,
    engine: 'cel',
    rules: [{ action: 'allow', expression: rule, from: 'p', scope: 'tools' }],
    claimRules: [],
    withoutRules: 'allow',
    naming: { separator: '_', targets: [] },
    decidingClaims: ['groups'],
  })
  expect(second).toEqual(first)
  expect(admin.requests).toEqual(['GET /config_dump'])
  later(5_001)
  await view('kb')
  expect(admin.requests).toHaveLength(2)
})

test.each([
  [404, 'not found', 'answered 404 for /config_dump'],
  [200, '{"half', 'answered 200 for /config_dump'],
])('an admin port that answers %d %s is of no use, and says so', async (status, body, reason) => {
  const { view } = await policies(status, body)
  expect(await view('kb')).toMatchObject({ known: false, reason: expect.stringContaining(reason) })
})

test('an admin port that comes back is asked again after half a second', async () => {
  let up = false
  const admin = await serve((_, response) => response.writeHead(up ? 200 : 503).end(dump))
  let now = noon
  const kb = { url: 'http://127.0.0.1:1/mcp', admin: admin.origin }
  const { upstream } = upstreamOf({ gateways: { kb }, clock: () => now })
  expect((await upstream.policies.view('kb')).known).toBe(false)
  await upstream.policies.view('kb')
  expect(admin.requests).toHaveLength(1)
  up = true
  now += 501
  expect((await upstream.policies.view('kb')).known).toBe(true)
})

test('a gateway that is not configured is a Problem', async () => {
  const { view } = await policies(200, dump)
  await expect(view('other')).rejects.toMatchObject({ status: 404, code: 'not_found' })
})

/** An admin port that answers each path with JSON, and 404 where it has none. */
async function viewOf(product: 'mcp-proxy' | 'kuadrant', pages: Record<string, unknown>) {
  const admin = await serve((request, response) => {
    const page = pages[request.url ?? '']
    response.writeHead(page === undefined ? 404 : 200).end(JSON.stringify(page))
  })
  const gateway = { url: 'http://127.0.0.1:1/sse', admin: admin.origin, product }
  const { upstream } = upstreamOf({ gateways: { one: gateway } })
  return { view: await upstream.policies.view('one'), trust: await upstream.policies.trust('one') }
}

const targets = [{ name: 'default/mcp-tool', spec: { type: 'sse' } }]
const claimRule = { key: 'sub', value: 'me', resource: { type: 'tool', id: 'a:b' } }

test('mcp-proxy has rules of claims, names with a colon, and refuses without rules in a cluster', async () => {
  const listeners = [{ authn: { type: 'jwt', issuer: ['me'], audience: ['me.com'] } }]
  const { view, trust } = await viewOf('mcp-proxy', {
    '/rbac': [claimRule],
    '/targets': targets,
    '/listeners': listeners,
  })
  expect(view).toEqual({
    known: true,
    engine: 'claims',
    rules: [],
    claimRules: [{ claim: 'sub', value: 'me', tool: 'a:b', from: 'GET /rbac' }],
    withoutRules: 'deny',
    naming: {
      separator: ':',
      targets: [{ target: 'default/mcp-tool', prefix: 'default/mcp-tool' }],
    },
    decidingClaims: ['sub'],
  })
  expect(trust).toEqual({ issuers: ['me'], audiences: ['me.com'], keys: [] })
})

test('mcp-proxy with a file of its own allows everything without rules', async () => {
  const pages = { '/rbac': { rules: [] }, '/targets': [{ name: 'everything' }] }
  expect((await viewOf('mcp-proxy', pages)).view).toMatchObject({
    known: true,
    claimRules: [],
    withoutRules: 'allow',
  })
  const nested = { '/rbac': { policies: { a: { rules: [claimRule] } } }, '/targets': [] }
  expect((await viewOf('mcp-proxy', nested)).view.claimRules).toHaveLength(1)
  expect((await viewOf('mcp-proxy', {})).view).toMatchObject({
    known: false,
    engine: 'claims',
    reason: expect.stringContaining('answered 404 for /rbac'),
  })
})

test('Kuadrant tells how it makes names, and that it has no rules to tell', async () => {
  const id = 'mcp-test/http-route:http_:http.mcp.local'
  const { view, trust } = await viewOf('kuadrant', {
    '/status': { servers: [{ id, name: 'mcp-test/http-route' }] },
  })
  expect(view).toMatchObject({
    known: false,
    reason: 'Kuadrant reports no rules: they are applied by its authorization service.',
    naming: { separator: '', targets: [{ target: 'mcp-test/http-route', prefix: 'http_' }] },
  })
  expect(trust).toBeUndefined()
})
