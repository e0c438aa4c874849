import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

import type { BrowserContext } from '@playwright/test'

import { claimsOf, choose, signedOutDialog, toolsOf } from './support/console.ts'
import { enter } from './support/enter.ts'
import { plainHttp } from './support/plainHttp.ts'
import { expect, test } from './support/test.ts'

const signInCookie = '__Host-Http-sid'

async function cookieOf(context: BrowserContext, origin: string): Promise<string> {
  const cookies = await context.cookies(origin)
  return cookies.find(({ name }) => name === signInCookie)?.value ?? ''
}

/** A page of somebody else, on this machine so that cookies of `localhost` are sent to it too. */
async function strangerPage(html: string): Promise<{ origin: string; server: Server }> {
  const server = createServer((_request, response) =>
    response.setHeader('content-type', 'text/html').end(html),
  ).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo // a TCP server that listens has one
  return { origin: `http://localhost:${port}`, server }
}

test('the sign-in cookie is out of reach: of script, of other hosts, of other sites', async ({
  console: page,
  context,
  product,
}) => {
  const cookies = await context.cookies(product.origin)
  const signIn = cookies.find(({ name }) => name === signInCookie)
  expect(signIn).toMatchObject({
    domain: 'localhost', // no leading dot: the cookie came without Domain
    path: '/',
    httpOnly: true,
    secure: true,
    sameSite: 'Strict',
  })
  // 256 bits in base64url.
  expect(signIn?.value).toMatch(/^[\w-]{43}$/)
  const binding = cookies.find(({ name }) => name === '__Host-Http-b')
  expect(binding).toMatchObject({ path: '/', httpOnly: true, secure: true, sameSite: 'Lax' })
  for (const { name, value } of cookies) expect(`${name}=${value}`.length).toBeLessThan(4096)
  expect(await page.evaluate(() => document.cookie)).toBe('')
})

test('each sign-in, and each persona that signs in, gets a new cookie and kills the old one', async ({
  console: page,
  context,
  product,
}) => {
  const answers = async (cookie: string) => {
    const headers = { 'x-csrf': '1', cookie: `${signInCookie}=${cookie}` }
    return (await plainHttp(`${product.origin}/bff/session`, { headers })).status
  }
  const first = await cookieOf(context, product.origin)
  await page.goto('/tools?as=guest')
  const opened = page.waitForEvent('popup')
  await page.getByRole('button', { name: 'Sign in as guest' }).click()
  await choose(await opened, 'alice')
  await expect(toolsOf(page)).toHaveCount(10)
  const second = await cookieOf(context, product.origin)
  expect(second).not.toBe(first)
  expect(await answers(first)).toBe(401)
  expect(await answers(second)).toBe(200)
})

test('a page of another origin gets nothing: not by fetch, form, script or frame', async ({
  console: page,
  context,
  product,
}) => {
  const target = product.origin
  const { origin, server } = await strangerPage(`<!doctype html><title>Stranger</title>
    <form method="post" action="${target}/bff/logout"><button>Win a prize</button></form>
    <iframe title="framed" src="${target}/tools"></iframe>
    <script src="${target}/bff/session"></script>`)
  try {
    const stranger = await context.newPage()
    const script = stranger.waitForEvent('requestfailed', (sent) =>
      sent.url().endsWith('/bff/session'),
    )
    await stranger.goto(origin)
    expect((await script).resourceType()).toBe('script')
    const calls = await product.lab.toolCalls()

    const tried = await stranger.evaluate(async (console) => {
      const attempt = (path: string, init: RequestInit) =>
        fetch(console + path, { credentials: 'include', ...init }).then(
          (answer) => `${answer.type} ${answer.status}`,
          () => 'refused',
        )
      return Promise.all([
        attempt('/bff/session', {}),
        attempt('/bff/session', { headers: { 'x-csrf': '1' } }),
        attempt('/bff/session', { mode: 'no-cors' }),
        attempt('/bff/logout', { method: 'POST', headers: { 'x-csrf': '1' } }),
        attempt('/bff/logout', { method: 'POST', mode: 'no-cors', body: 'x=1' }),
        attempt('/bff/gateways/solo-kb-demo/calls', {
          method: 'POST',
          body: JSON.stringify({ as: 'alice', tool: 'search', arguments: {} }),
        }),
      ])
    }, target)
    // Not even an opaque answer: Cross-Origin-Resource-Policy keeps it. What was done is asked below.
    expect(tried).toEqual(Array.from({ length: 6 }, () => 'refused'))
    expect(await product.lab.toolCalls()).toBe(calls)
    expect(stranger.frames().map((frame) => frame.url())).toEqual([
      `${origin}/`,
      'chrome-error://chromewebdata/',
    ])

    const post = stranger.waitForResponse(`${target}/bff/logout`)
    await stranger.getByRole('button', { name: 'Win a prize' }).click()
    expect((await post).status()).toBe(403)
    await page.reload()
    await expect(page.getByRole('button', { name: 'Operator presenter' })).toBeVisible()
  } finally {
    server.close()
  }
})

test('a stranger who opened the console learns nothing and changes nothing by messages', async ({
  page,
  context,
  product,
}) => {
  const { origin, server } = await strangerPage('<!doctype html><title>Stranger</title>')
  try {
    await enter(page, product.origin)
    const stranger = await context.newPage()
    await stranger.goto(origin)
    const opened = stranger.waitForEvent('popup')
    await stranger.evaluate((console) => {
      const received = window as unknown as { received: unknown[]; opened: Window | null } // its own page
      received.received = []
      addEventListener('message', (event) => received.received.push(event.data))
      received.opened = open(`${console}/tools?as=guest`)
    }, product.origin)
    const victim = await opened
    await victim.getByRole('button', { name: 'Sign in as guest' }).waitFor()
    const popup = victim.waitForEvent('popup')
    await victim.getByRole('button', { name: 'Sign in as guest' }).click()
    await (await popup).getByRole('heading', { name: /^Sign in to/ }).waitFor()
    await stranger.evaluate(() => {
      const forged = { source: 'oidc-client', url: `${location.origin}/auth/popup?code=x&state=y` }
      const { opened: other } = window as unknown as { opened: Window | null } // set above
      other?.postMessage(forged, '*')
    })
    await expect(claimsOf(victim, 'guest')).toContainText('guest has not signed in yet.')
    await expect(victim.getByText('Finish the sign-in in the other window.')).toBeVisible()
    const received = await stranger.evaluate(
      () => (window as unknown as { received: unknown[] }).received, // set above
    )
    expect(received).toEqual([])
  } finally {
    server.close()
  }
})

/** Every kind of answer that the console gives, by the status that it has. */
const answers: [what: string, path: string, status: number, headers?: Record<string, string>][] = [
  ['the page', '/tools', 200],
  ['a file', '/favicon.svg', 200],
  ['a missing file', '/assets/nothing.js', 404],
  ['health', '/healthz', 200],
  ['no sign-in', '/bff/session', 401, { 'x-csrf': '1' }],
  ['no header', '/bff/session', 403],
  ['an unknown route', '/bff/nothing', 401, { 'x-csrf': '1' }],
  ['a sign-in that nobody began', '/bff/op/authorize', 400],
  ['a callback that nobody began', '/bff/callback?code=x&state=y', 303],
]

for (const [what, path, status, headers] of answers)
  test(`${what} (${status}) carries every security header`, async ({ product }) => {
    const answer = await plainHttp(product.origin + path, { headers: headers ?? {} })
    expect(answer.status).toBe(status)
    expect(answer.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': 'camera=(), microphone=(), geolocation=()',
    })
    const policy = answer.headers['content-security-policy']
    for (const directive of ["default-src 'none'", "frame-ancestors 'none'", "script-src 'self'"])
      expect(policy).toContain(directive)
    expect(policy).not.toMatch(/unsafe-/)
    expect(answer.headers).not.toHaveProperty('x-powered-by')
    expect(answer.headers).not.toHaveProperty('access-control-allow-origin')
    if (path.startsWith('/bff/')) expect(answer.headers['cache-control']).toContain('no-store')
  })

test('the console answers by its public name alone', async ({ product }) => {
  const { origin } = product
  const { port } = new URL(origin)
  const as = (host: string, path: string) => plainHttp(origin + path, { headers: { host } })
  const moved = await as(`127.0.0.1:${port}`, '/tools?as=bob')
  expect(moved.status).toBe(308)
  expect(moved.headers['location']).toBe(`${origin}/tools?as=bob`)
  const foreign = await as('evil.example', '/tools')
  expect(foreign.status).toBe(421)
  expect(foreign.body).toBe(`This is ${origin}; it does not answer for another host name.\n`)
  const api = await as('evil.example', '/bff/session')
  expect(api.status).toBe(421)
  expect(JSON.parse(api.body)).toMatchObject({ error: { code: 'misdirected' } })
})

test('no GET changes anything, however it is asked', async ({
  console: page,
  context,
  product,
}) => {
  const cookie = `${signInCookie}=${await cookieOf(context, product.origin)}`
  const changing = [
    '/bff/logout',
    '/bff/signins/revoke-others',
    '/bff/personas/alice/signin',
    '/bff/personas/alice/signout',
    '/bff/personas/alice/refresh',
    '/bff/calls/clear',
    '/bff/exchanges/clear',
    '/bff/gateways/solo-kb-demo/calls',
  ]
  for (const path of changing) {
    const headers = { 'x-csrf': '1', cookie }
    expect((await plainHttp(product.origin + path, { headers })).status, path).toBe(404)
  }
  const left = await plainHttp(`${product.origin}/bff/op/logout`, { headers: { cookie } })
  expect(left.status).toBe(302)
  await page.reload()
  await expect(page.getByRole('button', { name: 'Operator presenter' })).toBeVisible()
})

test('a sign-in and a sign-out that are asked to return to another site stay here', async ({
  page,
  product,
}) => {
  const evils = [
    'https://evil.example/',
    '//evil.example/',
    '/\\evil.example',
    '/%5c%5cevil.example/../..//evil.example',
  ]
  await page.goto(`/sign-in?return=${encodeURIComponent(evils[0] ?? '')}`)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await choose(page, 'presenter')
  const operator = page.getByRole('button', { name: 'Operator presenter' })
  await expect(operator).toBeVisible()
  for (const evil of evils) {
    const asked = encodeURIComponent(evil)
    // Signed in already, the page goes on at once to where it may.
    await page.goto(`/sign-in?return=${asked}`)
    await expect(operator).toBeVisible()
    expect(new URL(page.url()).origin, evil).toBe(product.origin)
    const out = `${product.origin}/bff/op/logout?post_logout_redirect_uri=${asked}`
    const answer = await plainHttp(out)
    expect(answer.status, evil).toBe(400)
    expect(answer.body).toContain('leads out of this console')
  }
})

test('an address that no page has is said to be none, in the frame', async ({ console: page }) => {
  await page.goto('/no/such/page')
  await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible()
  await page.getByRole('link', { name: 'Home', exact: true }).last().click()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(signedOutDialog(page)).toBeHidden()
})
