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

test('a gateway that is not configured is a Problem', async () => {
  const { view } = await policies(200, dump)
  await expect(view('other')).rejects.toMatchObject({ status: 404, code: 'not_found' })
})
