import { expect, test } from 'vitest'

import { configFor, startConsole } from '../testing/console.ts'
import { startIdentityProvider } from '../testing/identityProvider.ts'

const sid = '__Host-Http-sid'

async function start() {
  const idp = await startIdentityProvider()
  const console = await startConsole(configFor(idp.issuer))
  return { idp, console, browser: console.browser() }
}

test('the same operator keeps the personas at the next sign-in, another one inherits none', async () => {
  const { browser, idp } = await start()
  const guest = async () =>
    (await browser.get('/bff/session')).text.match(/"id":"guest"[^}]*?"state":"(\w+)"/)?.[1]
  await browser.signIn()
  await browser.signIn({ persona: 'guest' })
  await browser.signIn()
  expect(await guest()).toBe('ready')
  idp.subject = 'somebody-else'
  await browser.signIn()
  expect(await guest()).toBe('signed_out')
})

test('when another operator signs in, the tabs of the one before are told and hear nothing more', async () => {
  const { browser, console, idp } = await start()
  const { hub, signIns } = console.services
  await browser.signIn()
  await browser.signIn({ persona: 'guest' })
  const before = await signIns.find(browser.cookies.get(sid)?.value ?? '', false)
  const heard: string[] = []
  const send = ({ event }: { event: string }) => void (event !== 'exchange' && heard.push(event))
  hub.subscribe({ subject: 'presenter', signIn: before?.id ?? '', send })
  idp.subject = 'somebody-else'
  await browser.signIn()
  await browser.post('/bff/personas/pasted/bearer', { token: 'a-token-of-somebody-else' })
  expect(heard).toEqual(['signed_out'])
  expect(idp.revoked).toHaveLength(2)
})

test('a popup that one operator began does not finish under the next one', async () => {
  const { browser, idp } = await start()
  await browser.signIn()
  const { pending, got } = await browser.begin({ persona: 'guest' })
  const page = await browser.comeBack(got.location)
  idp.subject = 'somebody-else'
  await browser.signIn()
  idp.revoked.length = 0
  const redeemed = await browser.redeem(pending, page.searchParams.get('code') ?? '')
  expect(redeemed).toMatchObject({ status: 400, json: { error: 'invalid_grant' } })
  expect((await browser.get('/bff/session')).text).toMatch(/"id":"guest"[^}]*"state":"signed_out"/)
  expect(idp.revoked).toEqual([expect.stringMatching(/^refresh-/)])
})

test('what a code stands for is revoked when the code is used wrongly', async () => {
  const { browser, console, idp } = await start()
  const { pending, got } = await browser.begin()
  const page = await browser.comeBack(got.location)
  await console.browser().redeem(pending, page.searchParams.get('code') ?? '')
  expect(idp.revoked).toEqual([expect.stringMatching(/^refresh-/)])
})
