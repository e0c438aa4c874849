import { expect, test } from 'vitest'

import { configFor, startConsole } from '../testing/console.ts'
import { type Lies, startIdentityProvider } from '../testing/identityProvider.ts'

async function start() {
  const idp = await startIdentityProvider()
  const console = await startConsole(configFor(idp.issuer))
  return { idp, console, browser: console.browser() }
}

const sid = '__Host-Http-sid'

test('a sign-in goes to the provider and back, and the page gets a cookie and no token', async () => {
  const { idp, console, browser } = await start()
  const { pending, got } = await browser.begin({ prompt: 'login', login_hint: 'presenter' })
  const there = new URL(got.location)
  expect(there.origin).toBe(idp.issuer)
  expect(Object.fromEntries(there.searchParams)).toMatchObject({
    client_id: 'kagent',
    response_type: 'code',
    redirect_uri: `${console.publicOrigin}/bff/callback`,
    code_challenge_method: 'S256',
    prompt: 'login',
    login_hint: 'presenter',
    nonce: expect.stringMatching(/^[\w-]{43}$/),
  })
  const page = await browser.comeBack(got.location)
  expect(page.pathname).toBe('/auth/popup')
  expect(page.searchParams.get('state')).toBe(pending.state)
  const redeemed = await browser.redeem(pending, page.searchParams.get('code') ?? '')
  expect(redeemed.json).toEqual({
    access_token: 'cookie',
    token_type: 'Cookie',
    scope: 'personas',
    expires_in: 300,
  })
  const session = await browser.get('/bff/session')
  expect(session.json).toMatchObject({
    operator: {
      name: 'presenter',
      subject: 'presenter',
      issuer: idp.issuer,
      groups: ['field-admin'],
    },
    lab: true,
  })
})

test('T01: no token, code or cookie value of the provider is in anything the browser got', async () => {
  const { idp, browser } = await start()
  const got = [await browser.signIn(), await browser.signIn({ persona: 'guest' })]
  got.push(await browser.post('/bff/personas/alice/signin'))
  const list = await browser.get('/bff/exchanges')
  got.push(list, await browser.get('/bff/session'))
  const { exchanges } = list.json as { exchanges: { id: string }[] } // asserted below
  expect(exchanges.length).toBeGreaterThan(0)
  for (const { id } of exchanges) got.push(await browser.get(`/bff/exchanges/${id}`))
  got.push(await browser.post('/bff/logout'))
  const secrets = idp.tokenForms.flatMap((form) => [form['code'], form['refresh_token']])
  for (const answer of got) {
    const everything = JSON.stringify([answer.headers, answer.text])
    expect(everything).not.toMatch(/eyJ[\w-]+\./)
    expect(everything).not.toContain('refresh-')
    for (const secret of secrets) if (secret) expect(everything).not.toContain(secret)
  }
})

test('T02: the cookies are Secure, HttpOnly, bound to the host, and short', async () => {
  const { browser } = await start()
  await browser.signIn()
  const attributes = browser.setCookies.get(sid)?.split('; ') ?? []
  expect(attributes).toEqual(
    expect.arrayContaining(['Secure', 'HttpOnly', 'SameSite=Strict', 'Path=/', 'Max-Age=28800']),
  )
  expect(browser.setCookies.get('__Host-Http-b')).toContain('SameSite=Lax')
  for (const [name, line] of browser.setCookies) {
    expect(line).toContain('Secure')
    expect(line).toContain('HttpOnly')
    expect(line).not.toContain('Domain')
    expect(name.length + (browser.cookies.get(name)?.value.length ?? 0)).toBeLessThan(4_096)
  }
})

test('T03: each sign-in has a new id of 256 bits, and the old one is dead', async () => {
  const { browser, console } = await start()
  await browser.signIn()
  const first = browser.cookies.get(sid)
  await browser.signIn({ persona: 'guest' })
  const second = browser.cookies.get(sid)
  await browser.signIn()
  const third = browser.cookies.get(sid)
  expect(new Set([first?.value, second?.value, third?.value]).size).toBe(3)
  for (const old of [first, second]) {
    const thief = console.browser()
    if (old) thief.cookies.set(sid, old)
    expect((await thief.get('/bff/session')).status).toBe(401)
  }
  expect(Buffer.from(third?.value ?? '', 'base64url')).toHaveLength(32)
  expect((await browser.get('/bff/session')).status).toBe(200)
})

test('T04: a code is worth nothing in another browser, with another verifier, twice or late', async () => {
  const { browser, console } = await start()
  const fresh = async () => {
    const { pending, got } = await browser.begin()
    const page = await browser.comeBack(got.location)
    return { pending, code: page.searchParams.get('code') ?? '' }
  }
  const refused = { status: 400, json: { error: 'invalid_grant' } }
  const one = await fresh()
  expect(await console.browser().redeem(one.pending, one.code)).toMatchObject(refused)
  expect(await browser.redeem(one.pending, one.code)).toMatchObject(refused)
  const two = await fresh()
  const verifier = 'x'.repeat(43)
  expect(await browser.redeem({ ...two.pending, verifier }, two.code)).toMatchObject(refused)
  const three = await fresh()
  const redirectUri = `${console.publicOrigin}/auth/callback`
  expect(await browser.redeem({ ...three.pending, redirectUri }, three.code)).toMatchObject(refused)
  const four = await fresh()
  console.time.ahead += 61_000
  expect(await browser.redeem(four.pending, four.code)).toMatchObject(refused)
  console.time.ahead = 0
  const five = await fresh()
  expect((await browser.redeem(five.pending, five.code)).status).toBe(200)
  expect(await browser.redeem(five.pending, five.code)).toMatchObject(refused)
})

test("T04: another browser's callback neither finishes a sign-in nor spoils it", async () => {
  const { browser, console } = await start()
  const { pending, got } = await browser.begin()
  const there = await fetch(got.location, { redirect: 'manual' })
  const callback = there.headers.get('location') ?? ''
  const stolen = await console.browser().visit(callback, 'cross-site')
  expect(stolen.location).toBe(`${console.publicOrigin}/?error=no_transaction`)
  const own = await browser.visit(callback, 'cross-site')
  const code = new URL(own.location).searchParams.get('code') ?? ''
  expect((await browser.redeem(pending, code)).status).toBe(200)
  expect((await browser.visit(callback, 'cross-site')).location).toContain('no_transaction')
})

test('T05: the callback always leads to a clean address of the console', async () => {
  const { browser, console } = await start()
  const { got } = await browser.begin()
  const state = new URL(got.location).searchParams.get('state') ?? ''
  for (const query of [
    '',
    '?code=abc',
    '?state=nobody&code=abc',
    '?error=access_denied&state=%00',
    `?state=${state}&code=a&code=b`,
    `?state=${state}&error=access_denied`,
    '?state[]=x&code=%ff',
  ]) {
    const answer = await browser.visit(`/bff/callback${query}`, 'cross-site')
    expect(answer.status, query).toBe(303)
    expect(answer.location.startsWith(`${console.publicOrigin}/`)).toBe(true)
    expect(new URL(answer.location).searchParams.has('code')).toBe(false)
    expect(answer.headers).toMatchObject({
      'referrer-policy': 'no-referrer',
      'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
      'cache-control': 'no-store',
    })
  }
})

test('what the provider refused reaches the page that asked, with its state', async () => {
  const { browser, idp } = await start()
  idp.lies.response = { error: 'access_denied', error_description: 'Not today', code: '' }
  const { pending, got } = await browser.begin()
  const page = await browser.comeBack(got.location)
  expect(Object.fromEntries(page.searchParams)).toEqual({
    error: 'access_denied',
    error_description: 'Not today',
    state: pending.state,
  })
})

const lies: [string, Lies][] = [
  ['a wrong iss parameter', { issParameter: 'https://evil.example' }],
  ['a wrong iss claim', { idClaims: { iss: 'https://evil.example' } }],
  ['a wrong audience', { idClaims: { aud: 'somebody-else' } }],
  ['several audiences without us as the party', { idClaims: { aud: ['kagent', 'x'], azp: 'x' } }],
  ['a wrong nonce', { idClaims: { nonce: 'another' } }],
  ['an unsigned ID token', { unsigned: true }],
  ['a foreign signature', { foreignKey: true }],
  ['an expired ID token', { idClaims: { exp: Math.floor(Date.now() / 1000) - 600 } }],
  ['a wrong state', { response: { state: 'another' } }],
]

test.each(lies)('T06: a hostile identity provider is refused: %s', async (_, lie) => {
  const { browser, idp } = await start()
  idp.lies = lie
  const { got } = await browser.begin()
  const page = await browser.comeBack(got.location)
  expect(page.searchParams.get('error')).toMatch(/^(invalid_response|no_transaction)$/)
  expect(page.searchParams.has('code')).toBe(false)
  expect(browser.cookies.has(sid)).toBe(false)
})

test('T06: the façade takes exactly what the console sends, and redirects nobody else', async () => {
  const { browser, console } = await start()
  const wrong: Record<string, string>[] = [
    { client_id: 'other' },
    { redirect_uri: 'https://evil.example/auth/popup' },
    { redirect_uri: `${console.publicOrigin}/auth/popup/../../evil` },
    { redirect_uri: `${console.publicOrigin}/auth/popup?next=//evil` },
    { response_type: 'token' },
    { code_challenge_method: 'plain' },
    { code_challenge: 'short' },
    { state: '' },
    { persona: 'nobody' },
    { persona: 'alice' },
    { persona: 'constructor' },
  ]
  for (const extra of wrong) {
    const { got } = await browser.begin(extra)
    expect(got.status, JSON.stringify(extra)).toBe(400)
    expect(got.location).toBe('')
  }
})

test('T19: sign-ins that overlap in one browser all finish', async () => {
  const { browser, idp } = await start()
  await browser.signIn()
  const begun = await Promise.all(
    ['guest', 'second'].map((persona) => browser.begin({ persona, login_hint: persona })),
  )
  for (const { pending, got } of begun.toReversed()) {
    const page = await browser.comeBack(got.location)
    const redeemed = await browser.redeem(pending, page.searchParams.get('code') ?? '')
    expect(redeemed.status).toBe(200)
  }
  const { personas } = (await browser.get('/bff/session')).json as {
    personas: { id: string; state: string; claims?: { sub: string } }[] // matched below
  }
  const claims = Object.fromEntries(personas.map(({ id, claims: c }) => [id, c?.sub]))
  expect(claims).toMatchObject({ guest: 'guest', second: 'second' })
  expect(idp.tokenForms).toHaveLength(3)
})

test('a persona needs somebody who is signed in', async () => {
  const { browser } = await start()
  expect(await browser.signIn({ persona: 'guest' })).toMatchObject({ status: 400 })
  expect(browser.cookies.has(sid)).toBe(false)
})

test('a provider that is away is said so on the page, not in a dead popup', async () => {
  const { browser, idp } = await start()
  await idp.close()
  const { pending, got } = await browser.begin()
  const page = new URL(got.location)
  expect(page.searchParams.get('error')).toBe('temporarily_unavailable')
  expect(page.searchParams.get('error_description')).toMatch(/Nothing listens on 127\.0\.0\.1/)
  expect(page.searchParams.get('state')).toBe(pending.state)
})

test('T18: the way back from a sign-out stays in the console', async () => {
  const { browser, console, idp } = await start()
  const leave = (back: string) =>
    browser.visit(`/bff/op/logout?post_logout_redirect_uri=${encodeURIComponent(back)}&state=s1`)
  for (const back of [
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/%5cevil.example',
    '/a\r\nset-cookie: x=1',
    'javascript:alert(1)',
    `${console.publicOrigin}.evil.example/`,
    `${console.publicOrigin}@evil.example/`,
  ])
    expect((await leave(back)).status, back).toBe(400)
  const there = new URL((await leave(`${console.publicOrigin}/auth/popup`)).location)
  expect(there.origin).toBe(idp.issuer)
  expect(Object.fromEntries(there.searchParams)).toEqual({
    client_id: 'kagent',
    post_logout_redirect_uri: `${console.publicOrigin}/auth/popup`,
    state: 's1',
  })
})

test.each(['/bff/op/token', '/bff/backchannel'])(
  '%s takes a form and refuses the rest',
  async (path) => {
    const { browser, console } = await start()
    for (const type of ['multipart/form-data', 'multipart/form-data; boundary=x', 'a/b']) {
      const got = await browser.fetch('POST', path, { code: 'x' }, { 'content-type': type })
      expect(got.status, type).toBe(400)
    }
    expect(console.logged.join('')).not.toContain('"level":"error"')
  },
)
