import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'

import { expect, onTestFinished, test } from 'vitest'

import { configFor, startConsole } from './testing/console.ts'
import { startIdentityProvider } from './testing/identityProvider.ts'

function builtWeb(): string {
  const folder = mkdtempSync(join(tmpdir(), 'parallax-web-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Parallax</title>')
  writeFileSync(join(folder, 'assets/app-1a2b.js'), 'export {}')
  return folder
}

async function start(limits = {}) {
  const idp = await startIdentityProvider()
  const config = configFor(idp.issuer)
  const webRoot = builtWeb()
  const console = await startConsole(
    { ...config, limits: { ...config.limits, ...limits } },
    { webRoot },
  )
  return { idp, console, browser: console.browser() }
}

test('T21: every answer carries the security headers, also errors, files and redirects', async () => {
  const { browser } = await start()
  for (const path of [
    '/',
    '/assets/app-1a2b.js',
    '/bff/session',
    '/bff/nothing',
    '/healthz',
    '/x.js',
  ]) {
    const { headers } = await browser.get(path)
    expect(headers, path).toMatchObject({
      'content-security-policy': expect.stringContaining("default-src 'none'; script-src 'self'"),
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      'permissions-policy': 'camera=(), microphone=(), geolocation=()',
      'x-request-id': expect.any(String),
    })
    expect(headers).not.toHaveProperty('x-powered-by')
    expect(headers).not.toHaveProperty('strict-transport-security')
    if (path.startsWith('/bff/')) expect(headers['cache-control']).toBe('no-store')
  }
})

test('the console is one page for every address, and files are kept for good', async () => {
  const { browser } = await start()
  const page = await browser.visit('/tools/compare?as=alice', 'none')
  expect(page).toMatchObject({ status: 200, headers: { 'cache-control': 'no-cache' } })
  expect(page.text).toContain('<title>Parallax</title>')
  expect((await browser.get('/assets/app-1a2b.js')).headers['cache-control']).toContain('immutable')
  expect((await browser.get('/assets/gone.js')).status).toBe(404)
  expect((await browser.get('/../package.json')).text).not.toContain('dependencies')
})

test('T19: the browser is bound before its first sign-in, so that two at once share the binding', async () => {
  const { browser } = await start()
  await browser.visit('/', 'none')
  const bound = browser.cookies.get('__Host-Http-b')?.value
  expect(bound).toMatch(/^[\w-]{43}$/)
  const begun = await Promise.all([browser.begin(), browser.begin()])
  expect(browser.cookies.get('__Host-Http-b')?.value).toBe(bound)
  for (const { got } of begun) expect(got.status).toBe(302)
})

test('T09: a GET signs nobody out and ends nothing', async () => {
  const { browser } = await start()
  await browser.signIn()
  for (const path of ['/bff/logout', '/bff/signins/revoke-others', '/bff/personas/alice/signout'])
    expect((await browser.get(path)).status, path).toBe(404)
  await browser.visit('/bff/op/logout')
  expect((await browser.get('/bff/session')).status).toBe(200)
})

test('T07: no route answers without X-CSRF or to another site, and few without a sign-in', async () => {
  const { console, browser } = await start()
  const routes = console.routes.filter((route) => route.includes(' /bff/'))
  expect(routes).toContain('POST /bff/chat/:deployment/runs')
  const answered: string[] = []
  for (const route of routes) {
    const [method = '', path = ''] = route.split(' ')
    const address = path.replaceAll(/:\w+(\{[^}]*\})?/g, 'x').replace('*', 'x')
    const ask = async (headers: Record<string, string | undefined>) =>
      (await browser.fetch(method, address, method === 'GET' ? undefined : {}, headers)).status
    if ((await ask({})) !== 401) answered.push(route)
    else {
      expect(await ask({ 'x-csrf': undefined }), route).toBe(403)
      expect(await ask({ 'sec-fetch-site': 'cross-site' }), route).toBe(403)
      expect(await ask({ 'sec-fetch-dest': 'script' }), route).toBe(403)
    }
  }
  // the way to a sign-in and out of it
  expect(answered.toSorted()).toEqual([
    'GET /bff/callback',
    'GET /bff/op/authorize',
    'GET /bff/op/logout',
    'POST /bff/backchannel',
    'POST /bff/op/token',
  ])
})

test('an error is JSON with a code, a sentence and the id of the request', async () => {
  const { browser } = await start()
  const got = await browser.fetch('GET', '/bff/session', undefined, {
    'x-request-id': 'my-request-1',
  })
  expect(got.json).toEqual({
    error: {
      code: 'session_required',
      message: 'You are not signed in, or no longer.',
      hint: expect.any(String),
      requestId: 'my-request-1',
    },
  })
  const odd = await browser.fetch('GET', '/bff/session', undefined, { 'x-request-id': 'a b\tc' })
  expect(odd.headers['x-request-id']).not.toBe('a b\tc')
})

test('T24: a body beyond the limit is refused, whether its length is announced or not', async () => {
  const { console, browser } = await start({ bodyBytes: 1_000 })
  await browser.signIn()
  const got = await browser.post('/bff/personas/pasted/bearer', { token: 'x'.repeat(2_000) })
  expect(got).toMatchObject({ status: 413, json: { error: { code: 'too_large' } } })
  const { host, port } = new URL(console.publicOrigin)
  const cookie = [...browser.cookies].map(([name, { value }]) => `${name}=${value}`).join('; ')
  const socket = connect(Number(port), '127.0.0.1')
  const head = [
    'POST /bff/personas/pasted/bearer HTTP/1.1',
    `Host: ${host}`,
    `Cookie: ${cookie}`,
    'X-CSRF: 1',
    'Content-Type: application/json',
    'Transfer-Encoding: chunked',
    'Connection: close',
  ]
  socket.write(`${head.join('\r\n')}\r\n\r\n7d0\r\n${'x'.repeat(2_000)}\r\n0\r\n\r\n`)
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 413 /)
})

test('T24: headers beyond 16 KiB are refused', async () => {
  const { browser } = await start()
  const long = { 'x-long': 'x'.repeat(20_000) }
  expect((await browser.fetch('GET', '/bff/session', undefined, long)).status).toBe(431)
})

test('T24: sign-ins from one address are counted, and the answer says when to come back', async () => {
  const { console, browser } = await start({ signInsPerMinute: 2 })
  await browser.signIn()
  await browser.signIn()
  const { got } = await browser.begin()
  // Somebody's browser was led here: it gets a sentence, and a script the Problem.
  expect(got).toMatchObject({ status: 429, json: null })
  expect(got.text).toMatch(/^Too many sign-ins from this address\. Try again in \d+ seconds\. /)
  expect(Number(got.headers['retry-after'])).toBeGreaterThan(0)
  expect(Number(got.headers['retry-after'])).toBeLessThanOrEqual(60)
  expect((await browser.get('/bff/session')).status).toBe(200)
  console.time.ahead += 60_001
  expect((await browser.begin()).got.status).toBe(302)
})

test('a refusal is a sentence with its request id for a person, and a Problem for a script', async () => {
  const { browser } = await start()
  const person = await browser.visit('/bff/nothing')
  expect(person.text).toContain(`(request ${String(person.headers['x-request-id'])})`)
  expect(person.headers['content-type']).toContain('text/plain')
  expect((await browser.get('/bff/nothing')).json).toHaveProperty('error.code')
})

test('T25: the log names who did what, and holds no secret of anybody', async () => {
  const { console, browser, idp } = await start()
  await browser.signIn()
  await browser.signIn({ persona: 'guest' })
  await browser.post('/bff/personas/alice/signin')
  await browser.get('/bff/session?token=eyJhbGciOiJub25lIn0.e30.x&code=abc')
  await browser.post('/bff/logout')
  await console.stop()
  const lines = console.logged.map((line) => JSON.parse(line) as Record<string, unknown>)
  expect(lines).toContainEqual(
    expect.objectContaining({
      method: 'POST',
      path: '/bff/personas/alice/signin',
      status: 200,
      persona: 'alice',
      operator: expect.stringMatching(/^[\w-]{12}$/),
      ms: expect.any(Number),
    }),
  )
  const all = console.logged.join('')
  const secrets = [
    ...[...browser.cookies.values()].map(({ value }) => value),
    ...idp.tokenForms.flatMap((form) => [
      form['code'],
      form['code_verifier'],
      form['refresh_token'],
    ]),
    ...idp.revoked,
    'kagent-secret',
    'eyJ',
  ]
  for (const secret of secrets) if (secret) expect(all).not.toContain(secret)
})

test('an unexpected error tells the browser nothing and the log everything but secrets', async () => {
  const { console, browser } = await start()
  await browser.signIn()
  console.services.personas.views = () => {
    throw new Error('boom with Bearer abcdefghijklmnopqrstuvwxyz and password=hunter2')
  }
  const got = await browser.get('/bff/session')
  expect(got).toMatchObject({ status: 500, json: { error: { code: 'internal' } } })
  expect(got.text).not.toMatch(/boom|at /)
  const line = console.logged.find((one) => one.includes('boom'))
  expect(line).toBeDefined()
  expect(line).not.toMatch(/abcdefghij|hunter2/)
})
