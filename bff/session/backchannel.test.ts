import type { JWTPayload } from 'jose'
import { expect, test } from 'vitest'

import type { PersonaView } from '../contract.ts'
import { configFor, startConsole } from '../testing/console.ts'
import { startIdentityProvider } from '../testing/identityProvider.ts'

async function start() {
  const idp = await startIdentityProvider()
  const console = await startConsole(configFor(idp.issuer))
  const browser = console.browser()
  await browser.signIn()
  /** As the provider sends it: no cookie, no header of the console. */
  const receive = (token: string) =>
    browser.fetch('POST', '/bff/backchannel', new URLSearchParams({ logout_token: token }), {
      'x-csrf': undefined,
      'sec-fetch-site': undefined,
      'sec-fetch-dest': undefined,
      origin: undefined,
      cookie: undefined,
    })
  const states = async () => {
    const { json } = await browser.get('/bff/session')
    const { personas } = json as { personas: PersonaView[] }
    return Object.fromEntries(personas.map(({ id, state }) => [id, state]))
  }
  const sidOf = async (id: string) => {
    const { json } = await browser.get('/bff/session')
    const { personas } = json as { personas: PersonaView[] }
    return String(personas.find((persona) => persona.id === id)?.claims?.['sid'])
  }
  return { idp, console, browser, receive, states, sidOf }
}

test("T17: the end of one persona's session ends that persona and leaves the others", async () => {
  const { browser, idp, receive, states, sidOf } = await start()
  await browser.signIn({ persona: 'guest' })
  await browser.signIn({ persona: 'second' })
  const got = await receive(await idp.logoutToken({ sid: await sidOf('guest') }))
  expect(got).toMatchObject({ status: 200, text: '' })
  expect(await states()).toMatchObject({ guest: 'signin_required', second: 'ready' })
})

test("T17: the end of the operator's session ends the sign-in on every browser", async () => {
  const { browser, console, idp, receive } = await start()
  const other = console.browser()
  await other.signIn()
  expect((await receive(await idp.logoutToken({ sub: 'presenter' }))).status).toBe(200)
  expect((await browser.get('/bff/session')).status).toBe(401)
  expect((await other.get('/bff/session')).status).toBe(401)
})

test('T17: a persona with offline access outlives the session it was granted in', async () => {
  const { browser, idp, receive, states, sidOf } = await start()
  idp.scope = 'openid offline_access'
  await browser.signIn({ persona: 'guest' })
  expect((await receive(await idp.logoutToken({ sid: await sidOf('guest') }))).status).toBe(200)
  expect(await states()).toMatchObject({ guest: 'ready' })
})

test('T17: another account signing in for a persona takes nothing from the operator', async () => {
  const { browser, console, idp, receive } = await start()
  const operatorSid = async () => {
    const cookie = browser.cookies.get('__Host-Http-sid')?.value ?? ''
    return (await console.services.signIns.find(cookie, false))?.operatorTokens.idpSession ?? ''
  }
  const { pending, got } = await browser.begin({ persona: 'guest' })
  expect((await receive(await idp.logoutToken({ sid: await operatorSid() }))).status).toBe(200)
  const page = await browser.comeBack(got.location)
  await browser.redeem(pending, page.searchParams.get('code') ?? '')
  expect((await browser.get('/bff/session')).json).toMatchObject({
    operator: { name: 'presenter' },
  })
  await browser.signIn()
  expect((await receive(await idp.logoutToken({ sid: await operatorSid() }))).status).toBe(200)
  expect((await browser.get('/bff/session')).status).toBe(401)
})

test('T17: a shared persona whose session ended is minted anew', async () => {
  const { browser, idp, receive, sidOf } = await start()
  await browser.post('/bff/personas/alice/signin')
  const before = await sidOf('alice')
  await receive(await idp.logoutToken({ sid: before }))
  await browser.post('/bff/personas/alice/signin')
  expect(await sidOf('alice')).not.toBe(before)
})

test('T17: the same logout token counts once', async () => {
  const { browser, idp, receive } = await start()
  const token = await idp.logoutToken({ sub: 'presenter' })
  expect((await receive(token)).status).toBe(200)
  await browser.signIn()
  expect((await receive(token)).status).toBe(400)
  expect((await browser.get('/bff/session')).status).toBe(200)
})

const now = Math.floor(Date.now() / 1000)
const bad: [string, JWTPayload, { typ: string }?][] = [
  ['of another issuer', { iss: 'https://evil.example', sub: 'presenter' }],
  ['for another client', { aud: 'other', sub: 'presenter' }],
  ['with a nonce', { nonce: 'n', sub: 'presenter' }],
  ['without the event', { events: {}, sub: 'presenter' }],
  ['for nobody', {}],
  ['from ten minutes ago', { iat: now - 600, sub: 'presenter' }],
  ['from the future', { iat: now + 600, sub: 'presenter' }],
  ['of another type', { sub: 'presenter' }, { typ: 'at+jwt' }],
]

test.each(bad)('T17: a logout token %s is refused', async (_, claims, header) => {
  const { browser, idp, receive } = await start()
  const got = await receive(await idp.logoutToken(claims, header))
  expect(got).toMatchObject({ status: 400, json: { error: 'invalid_request' } })
  expect((await browser.get('/bff/session')).status).toBe(200)
})

test('T17: a logout token with a foreign signature, or none at all, is refused', async () => {
  const { browser, idp, receive } = await start()
  idp.lies = { foreignKey: true }
  expect((await receive(await idp.logoutToken({ sub: 'presenter' }))).status).toBe(400)
  expect((await receive('not a token')).status).toBe(400)
  expect((await browser.get('/bff/session')).status).toBe(200)
})
