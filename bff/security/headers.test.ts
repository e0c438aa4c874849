import { Hono } from 'hono'
import { expect, test } from 'vitest'

import type { AppEnv } from '../env.ts'
import { securityHeaders } from './headers.ts'

/** The headers that a request to a console at `origin` would be answered with. */
async function headersOf(origin: string) {
  const set = new Map<string, string>()
  const app = new Hono<AppEnv>()
  app.use(securityHeaders(origin)).get('/', (c) => c.text('here'))
  const outgoing = { setHeader: (name: string, value: string) => set.set(name, value) }
  await app.request('/', {}, { outgoing })
  return set
}

test('T21: over TLS browsers are told to stay there, for more than a year', async () => {
  const value = (await headersOf('https://console.example')).get('strict-transport-security') ?? ''
  expect(Number(/max-age=(\d+)/.exec(value)?.[1])).toBeGreaterThanOrEqual(31_536_000)
  expect((await headersOf('http://localhost:8787')).has('strict-transport-security')).toBe(false)
})

test('T21: the policy allows no inline code, no evaluation and no other origin', async () => {
  const policy = (await headersOf('https://console.example')).get('content-security-policy') ?? ''
  const directives = new Map(policy.split('; ').map((one) => [one.split(' ')[0], one]))
  expect(policy).not.toMatch(/unsafe|\*|https?:|data:|blob:/)
  for (const name of ['form-action', 'frame-ancestors', 'base-uri', 'trusted-types'])
    expect(directives.has(name), name).toBe(true)
})
