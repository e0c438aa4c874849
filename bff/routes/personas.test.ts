import { expect, test } from 'vitest'

import type { PersonaView } from '../contract.ts'
import type { Browser } from '../testing/browser.ts'
import { configFor, startConsole } from '../testing/console.ts'
import { startIdentityProvider } from '../testing/identityProvider.ts'

async function start() {
  const idp = await startIdentityProvider()
  const console = await startConsole(configFor(idp.issuer))
  const browser = console.browser()
  await browser.signIn()
  idp.tokenForms.length = 0
  return { idp, console, browser }
}

async function viewOf(browser: Browser, id: string): Promise<PersonaView | undefined> {
  const { json } = await browser.get('/bff/session')
  return (json as { personas: PersonaView[] }).personas.find((persona) => persona.id === id)
}

test('every persona of the configuration is there, with its kind and what it wants', async () => {
  const { browser } = await start()
  const { personas } = (await browser.get('/bff/session')).json as { personas: PersonaView[] }
  expect(personas.map(({ id, kind, shared, state }) => [id, kind, shared, state])).toEqual([
    ['alice', 'password', true, 'ready'],
    ['guest', 'code', false, 'signed_out'],
    ['second', 'code', false, 'signed_out'],
    ['device', 'device', false, 'signed_out'],
    ['machine', 'client_credentials', true, 'ready'],
    ['pasted', 'bearer', false, 'signed_out'],
  ])
})

test('a password persona signs in at once, and one token serves every operator', async () => {
  const { browser, console, idp } = await start()
  const begun = await browser.post('/bff/personas/alice/signin')
  expect(begun.json).toMatchObject({ next: 'done', persona: { claims: { sub: 'alice' } } })
  const other = console.browser()
  await other.signIn()
  idp.tokenForms.length = 0
  await other.post('/bff/personas/alice/signin')
  expect(idp.tokenForms).toEqual([])
  expect((await viewOf(other, 'alice'))?.expiresAt).toBe(
    (await viewOf(browser, 'alice'))?.expiresAt,
  )
})

test('client credentials need nobody', async () => {
  const { browser, idp } = await start()
  const { json } = await browser.post('/bff/personas/machine/signin')
  expect(json).toMatchObject({ next: 'done', persona: { state: 'ready' } })
  expect(idp.tokenForms[0]).toMatchObject({ grant_type: 'client_credentials' })
})

test('a device sign-in waits until somebody approves, at the pace that the provider asked for', async () => {
  const { browser, console, idp } = await start()
  const begun = (await browser.post('/bff/personas/device/signin')).json as { handle: string }
  expect(begun).toMatchObject({ next: 'device', userCode: 'ABCD-EFGH', intervalMs: 5_000 })
  const poll = () => browser.post(`/bff/personas/device/device/${begun.handle}`)
  expect(await poll()).toMatchObject({ status: 202, json: { status: 'pending' } })
  expect(idp.tokenForms).toHaveLength(0)
  console.time.ahead += 5_000
  expect((await poll()).json).toEqual({ status: 'pending' })
  expect((await poll()).json).toEqual({ status: 'pending' })
  expect(idp.tokenForms).toHaveLength(1)
  idp.approveDevices = true
  idp.subject = 'bob'
  console.time.ahead += 5_000
  expect((await poll()).json).toMatchObject({ status: 'done', persona: { claims: { sub: 'bob' } } })
  expect((await poll()).json).toMatchObject({ status: 'refused' })
})

test("nobody finishes somebody else's device sign-in", async () => {
  const { browser, console, idp } = await start()
  const begun = (await browser.post('/bff/personas/device/signin')).json as { handle: string }
  idp.subject = 'mallory'
  const mallory = console.browser()
  await mallory.signIn()
  idp.approveDevices = true
  console.time.ahead += 5_000
  const poll = await mallory.post(`/bff/personas/device/device/${begun.handle}`)
  expect(poll.json).toMatchObject({ status: 'refused' })
  expect((await browser.post(`/bff/personas/device/device/${begun.handle}`)).json).toMatchObject({
    status: 'done',
  })
})

test('a device sign-in that was declined says so', async () => {
  const { browser, console, idp } = await start()
  const begun = (await browser.post('/bff/personas/device/signin')).json as { handle: string }
  idp.tokenFault = { status: 400, body: { error: 'access_denied' } }
  console.time.ahead += 5_000
  const poll = await browser.post(`/bff/personas/device/device/${begun.handle}`)
  expect(poll.json).toEqual({
    status: 'refused',
    reason: 'The sign-in was declined on the other device.',
  })
})

test('a pasted token is shown by its claims and never again itself', async () => {
  const { browser, console } = await start()
  const token = `eyJhbGciOiJub25lIn0.${Buffer.from('{"sub":"eve","exp":1}').toString('base64url')}.sig`
  const pasted = await browser.post('/bff/personas/pasted/bearer', { token: `Bearer ${token}\n` })
  expect(pasted.json).toMatchObject({
    state: 'ready',
    claims: { sub: 'eve' },
    expiresAt: '1970-01-01T00:00:01.000Z',
  })
  expect(pasted.text + (await browser.get('/bff/session')).text).not.toContain(token)
  const other = console.browser()
  await other.signIn()
  expect((await viewOf(other, 'pasted'))?.state).toBe('signed_out')
  const refused = await browser.post('/bff/personas/pasted/bearer', { token: 'two words here' })
  expect(refused).toMatchObject({ status: 400, json: { error: { code: 'bad_request' } } })
})

test('what can be told of a pasted token is told for the gateways of that persona, to who pasted it', async () => {
  const idp = await startIdentityProvider()
  const url = 'http://127.0.0.1:1/mcp'
  const gateways = {
    kb: { url, personas: ['alice', 'pasted'] },
    other: { url, personas: ['alice'] },
  }
  const console = await startConsole({ ...configFor(idp.issuer), gateways })
  const browser = console.browser()
  await browser.signIn()
  const path = '/bff/personas/pasted/token'
  const wanted = { status: 401, json: { error: { code: 'persona_signin_required' } } }
  expect(await browser.get(path)).toMatchObject(wanted)
  const claims = Buffer.from('{"iss":"solo.io","sub":"eve","exp":1}').toString('base64url')
  const token = `eyJhbGciOiJub25lIiwia2lkIjoiazEifQ.${claims}.sig`
  await browser.post('/bff/personas/pasted/bearer', { token })
  const told = await browser.get(path)
  expect(told.json).toMatchObject({
    issuer: 'solo.io',
    subject: 'eve',
    key: 'k1',
    findings: [expect.stringMatching(/^The token expired \d+ days ago\.$/)],
    gateways: [{ gateway: 'kb', told: false, findings: [] }],
  })
  expect(told.text).not.toContain(claims)
  const other = console.browser()
  await other.signIn()
  expect(await other.get(path)).toMatchObject(wanted)
  expect(await browser.get('/bff/personas/nobody/token')).toMatchObject({ status: 404 })
})

test('a persona of kind code wants a popup, and comes to the sign-in that is there', async () => {
  const { browser } = await start()
  expect((await browser.post('/bff/personas/guest/signin')).json).toEqual({ next: 'popup' })
  const { pending, got } = await browser.begin({ persona: 'guest', login_hint: 'bob' })
  expect(new URL(got.location).searchParams.get('prompt')).toBe('login')
  const page = await browser.comeBack(got.location)
  await browser.redeem(pending, page.searchParams.get('code') ?? '')
  expect(await viewOf(browser, 'guest')).toMatchObject({ state: 'ready', claims: { sub: 'bob' } })
  expect((await browser.get('/bff/session')).json).toMatchObject({
    operator: { name: 'presenter' },
  })
})

test('a persona that signs out loses its token here and at the provider', async () => {
  const { browser, idp } = await start()
  await browser.signIn({ persona: 'guest' })
  const out = await browser.post('/bff/personas/guest/signout')
  expect(out.json).toMatchObject({ id: 'guest', state: 'signed_out' })
  expect(idp.revoked).toHaveLength(1)
})

test('T01: the wire panel shows that a token was revoked, and not which', async () => {
  const { browser, idp } = await start()
  await browser.signIn({ persona: 'guest' })
  await browser.post('/bff/personas/guest/signout')
  const { exchanges } = (await browser.get('/bff/exchanges')).json as {
    exchanges: { id: string; label: string }[] // matched below
  }
  const revoking = exchanges.find(({ label }) => label === 'revoke tokens of guest')
  const shown = await browser.get(`/bff/exchanges/${revoking?.id}`)
  expect(shown.json).toMatchObject({
    requestBody: expect.stringContaining('token_type_hint=refresh_token&token=••••'),
  })
  expect(shown.text).not.toContain(idp.revoked[0])
})

test('refreshing gives a token of now', async () => {
  const { browser, console, idp } = await start()
  await browser.post('/bff/personas/alice/signin')
  console.time.ahead += 60_000
  const before = await viewOf(browser, 'alice')
  const after = (await browser.post('/bff/personas/alice/refresh')).json as PersonaView
  expect(Date.parse(after.issuedAt ?? '')).toBeGreaterThanOrEqual(
    Date.parse(before?.issuedAt ?? '') + 60_000,
  )
  expect(idp.tokenForms.at(-1)).toMatchObject({ grant_type: 'refresh_token' })
})

test('a refresh that cannot be had says why', async () => {
  const { browser, idp } = await start()
  await browser.post('/bff/personas/pasted/bearer', { token: 'opaque-token-1' })
  expect(await browser.post('/bff/personas/pasted/refresh')).toMatchObject({
    status: 400,
    json: { error: { message: 'The token of pasted cannot be renewed from here.' } },
  })
  await browser.signIn({ persona: 'guest' })
  await idp.close()
  expect(await browser.post('/bff/personas/guest/refresh')).toMatchObject({
    status: 503,
    json: { error: { code: 'idp_unavailable', upstream: 'solo' } },
  })
})

test('a wrong password is said, not retried, and forgiven when somebody asks again', async () => {
  const { browser, idp } = await start()
  idp.tokenFault = {
    status: 400,
    body: { error: 'invalid_grant', error_description: 'Invalid user credentials' },
  }
  const refused = await browser.post('/bff/personas/alice/signin')
  expect(refused).toMatchObject({
    status: 401,
    json: { error: { code: 'persona_signin_required', persona: 'alice' } },
  })
  expect(await viewOf(browser, 'alice')).toMatchObject({
    state: 'signin_required',
    reason: 'Invalid user credentials',
  })
  idp.tokenFault = undefined
  expect((await browser.post('/bff/personas/alice/signin')).json).toMatchObject({ next: 'done' })
})

test('a provider that is away leaves the persona unavailable, with the reason', async () => {
  const { browser, idp } = await start()
  await idp.close()
  const got = await browser.post('/bff/personas/alice/signin')
  expect(got).toMatchObject({ status: 503, json: { error: { code: 'idp_unavailable' } } })
  expect(await viewOf(browser, 'alice')).toMatchObject({
    state: 'unavailable',
    reason: expect.stringMatching(/Nothing listens on/),
  })
})

test('a name that the configuration does not have is a 404, also when JavaScript has it', async () => {
  const { browser } = await start()
  for (const id of ['nobody', 'constructor', '__proto__']) {
    const got = await browser.post(`/bff/personas/${id}/signin`)
    expect(got).toMatchObject({ status: 404, json: { error: { code: 'persona_unknown' } } })
  }
})
