import { expect, test } from 'vitest'

import { configFor, startConsole } from '../testing/console.ts'
import { startIdentityProvider } from '../testing/identityProvider.ts'
import { echo } from '../testing/piped.ts'
import { deadOrigin, serve } from '../testing/serve.ts'

/** A whole BFF with somebody signed in: the guards are what matters here. */
async function signedIn() {
  const idp = await startIdentityProvider()
  const gateway = await serve(echo)
  const personas = ['alice']
  const console = await startConsole({
    ...configFor(idp.issuer),
    gateways: {
      kb: { url: `${gateway.origin}/mcp`, personas },
      dead: { url: `${await deadOrigin()}/mcp`, personas },
    },
  })
  const browser = console.browser()
  await browser.signIn()
  return { browser, gateway, console }
}

test('an admitted request is piped with every header of this origin, and logged without its cookie', async () => {
  const { browser, gateway, console } = await signedIn()
  const got = await browser.post('/bff/p/alice/t/kb', { jsonrpc: '2.0', id: 1, method: 'ping' })
  expect(got.status).toBe(200)
  expect(gateway.requests).toEqual(['POST /mcp'])
  const session = await browser.get('/bff/session')
  for (const name of Object.keys(session.headers).filter((one) =>
    /policy|frame|nosniff|type-options|cache/.test(one),
  ))
    expect(got.headers, name).toHaveProperty(name)
  expect(got.headers['content-security-policy']).toContain('sandbox')
  expect(got.headers['cache-control']).toBe('no-store')
  await expect.poll(() => console.logged.join('')).toContain('/bff/p/alice/t/kb')
  const line = console.logged.find((one) => one.includes('/bff/p/alice/t/kb')) ?? ''
  expect(JSON.parse(line)).toMatchObject({
    requestId: got.headers['x-request-id'],
    method: 'POST',
    path: '/bff/p/alice/t/kb',
    status: 200,
    persona: 'alice',
  })
  for (const { value } of browser.cookies.values()) expect(line).not.toContain(value)
})

test.each([
  ['T07: without X-CSRF', { 'x-csrf': undefined }, 403, 'csrf'],
  ['T07: from another site', { 'sec-fetch-site': 'cross-site' }, 403, 'csrf'],
  ['T07: from another origin', { origin: 'http://evil.example' }, 403, 'csrf'],
  ['T22: as a script', { 'sec-fetch-dest': 'script' }, 403, 'csrf'],
  ['without a cookie', { cookie: undefined }, 401, 'session_required'],
  ['with a cookie that nobody gave out', { cookie: '__Host-Http-sid=x' }, 401, 'session_required'],
  ['for another host', { host: 'evil.example' }, 421, 'misdirected'],
])('%s nothing is piped', async (_, headers, status, code) => {
  const { browser, gateway } = await signedIn()
  const got = await browser.fetch('POST', '/bff/p/alice/t/kb', {}, headers)
  expect(got.status).toBe(status)
  expect(got.json).toMatchObject({ error: { code } })
  expect(gateway.requests).toEqual([])
})

test.each([
  ['/bff/p/bob/t/kb', 404, 'persona_unknown'],
  ['/bff/p/alice/t/none', 404, 'not_found'],
  ['/bff/p/alice/t/dead', 502, 'bad_gateway'],
  ['/bff/p/alice/t/kb//x', 400, 'bad_request'],
  ['/bff/p/Alice/t/kb', 404, 'persona_unknown'],
])('what goes wrong later is a Problem like any other: %s', async (path, status, code) => {
  const { browser } = await signedIn()
  const got = await browser.post(path, {})
  expect(got.status).toBe(status)
  expect(got.json).toMatchObject({ error: { code, requestId: got.headers['x-request-id'] } })
  expect(got.headers['x-content-type-options']).toBe('nosniff')
})

test('a sign-in that has ended pipes no more', async () => {
  const { browser, gateway } = await signedIn()
  const cookie = [...browser.cookies].map(([name, { value }]) => `${name}=${value}`).join('; ')
  await browser.post('/bff/logout')
  const got = await browser.fetch('POST', '/bff/p/alice/t/kb', {}, { cookie })
  expect(got.status).toBe(401)
  expect(gateway.requests).toEqual([])
})
