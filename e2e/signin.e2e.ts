import type { Page } from '@playwright/test'

import { choose, claimsOf, signedOutDialog, toolsOf } from './support/console.ts'
import { signInByDevice } from './support/device.ts'
import { enter } from './support/enter.ts'
import { plainHttp } from './support/plainHttp.ts'
import { expect, test } from './support/test.ts'

const cookieName = '__Host-Http-sid'

async function signOutAtProvider(page: Page, idp: string | undefined) {
  await page.goto(`${idp}/realms/solo/protocol/openid-connect/logout`)
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('heading', { name: /signed out/i })).toBeVisible()
}

test('an operator signs in with one click and lands on the page that was asked for', async ({
  page,
}) => {
  await page.goto('/tools?as=bob')
  await expect(page).toHaveURL(/\/sign-in\?return=/)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await choose(page, 'presenter')
  await expect(page.getByRole('heading', { name: 'Tools', level: 1 })).toBeVisible()
  expect(new URL(page.url()).searchParams.get('as')).toBe('bob')
  await expect(toolsOf(page)).toHaveCount(2)
})

test('a wrong password is said at the form, and the right one goes on from there', async ({
  page,
}) => {
  await page.goto('/wire')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByLabel('Username or email').fill('presenter')
  await page.getByLabel('Password', { exact: true }).fill('guess')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByRole('alert')).toHaveText('Invalid username or password.')
  await page.getByLabel('Password', { exact: true }).fill('presenter')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page).toHaveURL(/\/wire$/)
  await expect(page.getByRole('button', { name: 'Operator presenter' })).toBeVisible()
})

test('signing out ends the cookie here and the session at the identity provider', async ({
  console: page,
  context,
  product,
}) => {
  const cookie = (await context.cookies(product.origin)).find(({ name }) => name === cookieName)
  const headers = { 'x-csrf': '1', cookie: `${cookieName}=${cookie?.value}` }
  expect((await plainHttp(`${product.origin}/bff/session`, { headers })).status).toBe(200)

  await page.getByRole('button', { name: 'Operator presenter' }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('heading', { name: 'Sign out?' }).waitFor()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/\/sign-in/)

  const left = (await context.cookies(product.origin)).map(({ name }) => name)
  expect(left).not.toContain(cookieName)
  expect((await plainHttp(`${product.origin}/bff/session`, { headers })).status).toBe(401)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('heading', { name: /^Sign in to/ })).toBeVisible()
  await expect(page.getByText('This browser is signed in as')).toBeHidden()
})

test('a popup signs a persona in, and its list is there without a reload', async ({
  console: page,
}) => {
  await page.goto('/tools?as=guest')
  const opened = page.waitForEvent('popup')
  await page.getByRole('button', { name: 'Sign in as guest' }).click()
  const popup = await opened
  const closed = popup.waitForEvent('close')
  await choose(popup, 'alice')
  await closed
  await expect(toolsOf(page)).toHaveCount(10)
  await expect(claimsOf(page, 'guest')).toContainText('alice')
  await page.reload()
  await expect(toolsOf(page)).toHaveCount(10)
  await expect(page.getByRole('button', { name: 'Operator presenter' })).toBeVisible()
})

test('whoever closes the popup is offered the same sign-in on the page, and is told when it is given up', async ({
  console: page,
}) => {
  await page.goto('/tools?as=guest')
  const opened = page.waitForEvent('popup')
  await page.getByRole('button', { name: 'Sign in as guest' }).click()
  const popup = await opened
  await popup.getByRole('heading', { name: /^Sign in to/ }).waitFor()
  await popup.close()
  await expect(claimsOf(page, 'guest')).toContainText('If it is closed or out of sight')
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(claimsOf(page, 'guest').getByRole('alert').last()).toContainText(
    'The sign-in window was closed before the sign-in was done.',
  )
  await page.getByRole('button', { name: 'Sign in on this page instead' }).click()
  await choose(page, 'bob')
  await expect(page).toHaveURL(/\/tools\?.*as=guest/)
  await expect(toolsOf(page)).toHaveCount(2)
  await expect(claimsOf(page, 'guest')).toContainText('field-trial')
})

test('a device sign-in is finished in another browser, and the console notices by itself', async ({
  console: page,
  another,
}) => {
  await page.goto('/tools?as=device')
  await signInByDevice(page, await another(), 'bob')
  await expect(toolsOf(page)).toHaveCount(2)
  await expect(claimsOf(page, 'device')).toContainText('field-trial')
})

test('a pasted token is tried as it is: an expired one is rejected with its age, a good one works', async ({
  console: page,
  product,
}) => {
  await page.goto('/tools?as=pasted')
  const paste = async (token: string) => {
    await page.getByRole('button', { name: 'Paste a token' }).click()
    const dialog = page.getByRole('dialog', { name: 'Token for pasted' })
    const field = dialog.getByRole('textbox', { name: 'Bearer token' })
    await expect(field).toHaveValue('')
    await field.fill(token)
    await dialog.getByRole('button', { name: 'Use this token' }).click()
    await expect(dialog).toBeHidden()
  }
  await paste(await product.lab.mint({ person: 'bob', expiresIn: -300 }))
  await expect(page.getByRole('alert').first()).toContainText('The token expired 5 minutes ago.')
  await expect(toolsOf(page)).toHaveCount(0)
  await paste(`Bearer ${await product.lab.mint({ person: 'alice' })}`)
  await expect(toolsOf(page)).toHaveCount(10)
  await expect(claimsOf(page, 'pasted')).toContainText('alice')
})

test('an operator sees every browser that is signed in and ends the others', async ({
  page,
  another,
  signIn,
}) => {
  const other = await another()
  await signIn(other, 'dave')
  await signIn(page, 'dave')
  await page.goto('/signins')
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(2)
  await expect(page.getByText('this browser')).toBeVisible()
  await page.getByRole('button', { name: 'Revoke all others' }).click()
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(1)
  await expect(signedOutDialog(other)).toContainText('You were signed out from another browser.')
  await expect(page.getByRole('button', { name: 'Operator dave' })).toBeVisible()
})

test('two sign-ins in two tabs at once both finish', async ({ page, context, product }) => {
  const second = await context.newPage()
  for (const tab of [page, second]) {
    await tab.goto('/tools?as=alice')
    await tab.getByRole('button', { name: 'Sign in' }).click()
    await tab.getByRole('heading', { name: /^Sign in to/ }).waitFor()
  }
  for (const tab of [page, second]) {
    await choose(tab, 'presenter')
    await expect(toolsOf(tab)).toHaveCount(10)
  }
  await page.reload()
  await expect(toolsOf(page)).toHaveCount(10)
  expect(await context.cookies(product.origin)).toHaveLength(2)
})

test('a session that ends at the provider ends the persona that was signed in there, and nobody else', async ({
  console: page,
  context,
  product,
}) => {
  await page.goto('/tools?as=guest')
  const opened = page.waitForEvent('popup')
  await page.getByRole('button', { name: 'Sign in as guest' }).click()
  await choose(await opened, 'bob')
  await expect(toolsOf(page)).toHaveCount(2)
  await signOutAtProvider(await context.newPage(), product.origins['idp'])
  await expect(claimsOf(page, 'guest')).toContainText(
    'The identity provider has ended this session.',
  )
  await expect(page.getByRole('button', { name: 'Sign in as guest' })).toBeVisible()
  await page.getByRole('button', { name: 'All personas' }).click()
  await page.getByRole('button', { name: 'alice', exact: true }).click()
  await expect(toolsOf(page)).toHaveCount(10)
  await expect(page.getByRole('button', { name: 'Operator presenter' })).toBeVisible()
})

test('a session that ends at the provider ends the operator who holds it', async ({
  console: page,
  context,
  product,
}) => {
  await page.goto('/tools?as=alice')
  await expect(toolsOf(page)).toHaveCount(10)
  await signOutAtProvider(await context.newPage(), product.origins['idp'])
  await expect(signedOutDialog(page)).toContainText('The identity provider has ended your session.')
  await signedOutDialog(page).getByRole('button', { name: 'Sign in' }).click()
  await choose(page, 'presenter')
  await expect(page).toHaveURL(/\/tools\?.*as=alice/)
  await expect(toolsOf(page)).toHaveCount(10)
})

test('the console of one browser is not the console of another', async ({
  console: page,
  another,
  product,
}) => {
  const other = await another()
  await enter(other, product.origin, 'carol')
  await expect(other.getByRole('button', { name: 'Operator carol' })).toBeVisible()
  await page.reload()
  await expect(page.getByRole('button', { name: 'Operator presenter' })).toBeVisible()
})

test('before anyone is signed in a page asks the server who it is, and nothing else', async ({
  page,
}) => {
  for (const address of ['/', '/tools', '/tools/compare', '/catalog', '/signins']) {
    const asked: string[] = []
    page.removeAllListeners('request')
    page.on('request', (request) => {
      const { pathname } = new URL(request.url())
      if (pathname.startsWith('/bff/')) asked.push(pathname)
    })
    await page.goto(address)
    await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible()
    expect.soft(asked, address).toEqual(['/bff/session'])
  }
})
