import { expect, test, vi } from 'vitest'

import { signInOf } from '../../testing/upstream.ts'
import type { Mcp } from '../mcp.ts'
import { wholeList } from './pages.ts'

const caller = { gateway: 'kb', persona: 'alice', signIn: signInOf('presenter') }

test('a server that always has another page is read until it has said enough', async () => {
  const page = Array.from({ length: 200_000 }, () => 0)
  const body = 'x'.repeat(1_000_000)
  const request = vi.fn<Mcp['request']>(async (_, { params }) => ({
    exchange: '',
    at: 0,
    where: 'kb.test',
    status: 200,
    contentType: 'application/json',
    headers: [],
    body,
    ms: 1,
    account: 'a',
    claims: {},
    message: { result: { tools: page, nextCursor: `${JSON.stringify(params)}+` } },
  }))
  const { whole } = await wholeList({ request }, caller, { method: 'tools/list', member: 'tools' })
  expect(request).toHaveBeenCalledTimes(9)
  expect(whole.message?.result?.['tools']).toHaveLength(9 * page.length)
})
