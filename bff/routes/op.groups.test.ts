import { expect, test } from 'vitest'

import { configFor, startConsole } from '../testing/console.ts'
import { startIdentityProvider } from '../testing/identityProvider.ts'

/** The provider's people are in the group `field-admin`. */
async function start(groups: string[]) {
  const idp = await startIdentityProvider()
  const config = { ...configFor(idp.issuer), operator: { issuer: 'solo', groups } }
  const console = await startConsole(config)
  return { idp, browser: console.browser() }
}

test('whoever is in one of the groups may use the console', async () => {
  const { browser } = await start(['others', 'field-admin'])
  expect(await browser.signIn()).toMatchObject({ status: 200 })
})

test('whoever is in none is refused with the groups that may, and the tokens are given back', async () => {
  const { browser, idp } = await start(['platform-admin'])
  const { got } = await browser.begin()
  const page = await browser.comeBack(got.location)
  expect(page.searchParams.get('error')).toBe('access_denied')
  expect(page.searchParams.get('error_description')).toBe(
    'presenter is in none of the groups that may use this console: platform-admin.',
  )
  expect(page.searchParams.has('code')).toBe(false)
  expect(idp.revoked).toHaveLength(1)
})

test('the groups are asked of the operator, not of the personas', async () => {
  const { browser, idp } = await start(['field-admin'])
  await browser.signIn()
  idp.lies = { idClaims: { groups: [] } }
  expect(await browser.signIn({ persona: 'guest' })).toMatchObject({ status: 200 })
})
