import { expect, test } from 'vitest'

import type { SignInView } from '../contract.ts'
import { configFor, startConsole } from '../testing/console.ts'
import { startIdentityProvider } from '../testing/identityProvider.ts'

async function start(session: { idle?: string; absolute?: string; maxPerSubject?: number } = {}) {
  const idp = await startIdentityProvider()
  const console = await startConsole({ ...configFor(idp.issuer), session })
  const browser = console.browser()
  await browser.signIn()
  return { idp, console, browser }
}

const minute = 60_000
const status = async (got: Promise<{ status: number }>) => (await got).status

test('T15: a sign-in ends when nobody used it, and using it keeps it alive', async () => {
  const { console, browser } = await start({ idle: '30m' })
  console.time.ahead += 29 * minute
  expect(await status(browser.get('/bff/session'))).toBe(200)
  console.time.ahead += 29 * minute
  expect(await status(browser.get('/bff/session'))).toBe(200)
  console.time.ahead += 31 * minute
  const late = await browser.get('/bff/session')
  expect(late).toMatchObject({ status: 401, json: { error: { code: 'session_required' } } })
})

test('T15: what a page asks by itself does not keep it alive', async () => {
  const { console, browser } = await start({ idle: '30m' })
  console.time.ahead += 20 * minute
  expect(await status(browser.get('/bff/session?slide=false'))).toBe(200)
  console.time.ahead += 11 * minute
  expect(await status(browser.get('/bff/session?slide=false'))).toBe(401)
})

test('T15: a sign-in ends at last however much it is used', async () => {
  const { console, browser } = await start({ idle: '30m', absolute: '1h' })
  for (let minutes = 0; minutes < 60; minutes += 20) {
    expect(await status(browser.get('/bff/session'))).toBe(200)
    console.time.ahead += 20 * minute
  }
  expect(await status(browser.get('/bff/session'))).toBe(401)
})

test('T15: adding a persona does not prolong the sign-in', async () => {
  const { console, browser } = await start({ absolute: '1h', idle: '1h' })
  console.time.ahead += 50 * minute
  await browser.signIn({ persona: 'guest' })
  expect(browser.setCookies.get('__Host-Http-sid')).toContain('Max-Age=600')
  console.time.ahead += 11 * minute
  expect(await status(browser.get('/bff/session'))).toBe(401)
})

test('T16: signing out ends the sign-in here, the tokens at the provider, and offers its page', async () => {
  const { console, browser, idp } = await start()
  await browser.signIn({ persona: 'guest' })
  const old = browser.cookies.get('__Host-Http-sid')
  const out = await browser.post('/bff/logout')
  expect(browser.cookies.has('__Host-Http-sid')).toBe(false)
  const thief = console.browser()
  if (old) thief.cookies.set('__Host-Http-sid', old)
  expect(await status(thief.get('/bff/session'))).toBe(401)
  expect(idp.revoked).toHaveLength(2)
  expect(idp.revoked.every((token) => token.startsWith('refresh-'))).toBe(true)
  const { endSession = '' } = out.json as { endSession?: string } // matched below
  expect(endSession.startsWith(`${idp.issuer}/logout?`)).toBe(true)
  expect(new URL(endSession).searchParams.has('id_token_hint')).toBe(false)
})

test('signing out works while the provider is away', async () => {
  const { browser, idp } = await start()
  await idp.close()
  expect((await browser.post('/bff/logout')).status).toBe(200)
  expect(await status(browser.get('/bff/session'))).toBe(401)
})

test('T20: an operator sees the own sign-ins and ends one, or all others', async () => {
  const { console, browser } = await start()
  const others = [console.browser(), console.browser(), console.browser()]
  for (const other of others) await other.signIn()
  const list = async () =>
    ((await browser.get('/bff/signins')).json as { signIns: SignInView[] }).signIns
  const all = await list()
  expect(all).toHaveLength(4)
  expect(all.map(({ current }) => current)).toEqual([true, false, false, false])
  const revoked = await browser.post(`/bff/signins/${all[1]?.id}/revoke`)
  expect(revoked.json).toEqual({ revoked: 1 })
  expect(await Promise.all(others.map((other) => status(other.get('/bff/session'))))).toEqual([
    401, 200, 200,
  ])
  expect((await browser.post('/bff/signins/revoke-others')).json).toEqual({ revoked: 2 })
  expect(await list()).toHaveLength(1)
})

test("T20: nobody sees or ends somebody else's sign-in", async () => {
  const { console, browser, idp } = await start()
  idp.subject = 'mallory'
  const mallory = console.browser()
  await mallory.signIn()
  const own = (await browser.get('/bff/signins')).json as { signIns: SignInView[] }
  const theirs = (await mallory.get('/bff/signins')).json as { signIns: SignInView[] }
  expect(theirs.signIns).toHaveLength(1)
  expect((await mallory.post(`/bff/signins/${own.signIns[0]?.id}/revoke`)).status).toBe(404)
  expect((await mallory.post('/bff/signins/revoke-others')).json).toEqual({ revoked: 0 })
  expect(await status(browser.get('/bff/session'))).toBe(200)
})

test('one operator has so many sign-ins, and the oldest goes', async () => {
  const { console, browser } = await start({ maxPerSubject: 2 })
  const [second, third] = [console.browser(), console.browser()]
  await second.signIn()
  await third.signIn()
  expect(await status(browser.get('/bff/session'))).toBe(401)
  expect(await status(second.get('/bff/session'))).toBe(200)
})

test('sign-ins survive a restart', async () => {
  const { console, browser, idp } = await start()
  await console.stop()
  const again = await startConsole(configFor(idp.issuer), { data: console.folder })
  const same = again.browser()
  for (const [name, cookie] of browser.cookies) same.cookies.set(name, cookie)
  expect(await status(same.get('/bff/session'))).toBe(200)
})

test('a store that does not answer closes the door', async () => {
  const { console, browser } = await start()
  await console.services.store.close()
  console.time.ahead += 6_000 // what is at hand is trusted for five seconds
  const got = await browser.get('/bff/session')
  expect(got).toMatchObject({ status: 503, json: { error: { code: 'store_unavailable' } } })
  expect(got.text).not.toMatch(/sqlite|stack|database/i)
})
