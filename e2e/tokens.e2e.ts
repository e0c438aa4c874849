import { claimsOf, signedOutDialog, toolsOf } from './support/console.ts'
import { signInByDevice } from './support/device.ts'
import type { Product } from './support/product.ts'
import { expect, test } from './support/test.ts'

test('none of the tokens that the lab gave out during a visit reaches the browser', async ({
  console: page,
  context,
  product,
  witness,
}) => {
  const before = new Set(await product.lab.issued())
  await page.goto('/tools?as=alice&tool=list_products')
  await claimsOf(page, 'alice').getByRole('button', { name: 'Refresh now' }).click()
  const given = async () => (await product.lab.issued()).filter((token) => !before.has(token))
  await expect.poll(given).not.toEqual([])
  await page.getByRole('button', { name: 'Send as alice' }).click()
  await expect(page.getByRole('region', { name: 'Answer' })).toContainText('listed, allowed')
  await page.getByRole('link', { name: 'See it on the wire' }).click()
  // The place where a token would be: the header is shown, its value is not.
  await expect(page.getByRole('main')).toContainText('authorization')
  await page.goto('/tools?as=alice')
  await expect(toolsOf(page)).toHaveCount(10)

  const tokens = await given()
  expect(tokens.some((token) => token.startsWith('eyJ'))).toBe(true)
  expect(await witness.leaks(context.pages(), tokens)).toEqual([])
  for (const token of tokens) expect(page.url()).not.toContain(token)
})

test('a token that expires during the visit is renewed unseen', async ({
  console: page,
  product,
}) => {
  await page.goto('/tools?as=alice&tool=list_products')
  await product.lab.tokenTtl(4)
  const card = claimsOf(page, 'alice')
  await card.getByRole('button', { name: 'Refresh now' }).click()
  const expiry = card.getByText('expires in').getByRole('time')
  await expect(expiry).toHaveText(/^[0-4] s$/)
  const first = await expiry.getAttribute('datetime')
  const send = page.getByRole('button', { name: 'Send as alice' })
  const answer = page.getByRole('region', { name: 'Answer' })
  await send.click()
  await expect(answer).toContainText('listed, allowed')
  await expect(expiry).toHaveText('expired')

  await send.click()
  await expect.poll(() => expiry.getAttribute('datetime')).not.toBe(first)
  await expect(answer).toContainText('listed, allowed')
  await expect(
    page.getByRole('region', { name: 'History' }).getByText(/rejected|unreachable/),
  ).toHaveCount(0)
  await expect(page.getByRole('alert')).toHaveCount(0)
  await expect(signedOutDialog(page)).toBeHidden()
})

/** RFC 7009, as the client that holds the tokens: what an administrator does who ends a grant. */
async function revoke({ origins }: Product, tokens: string[]): Promise<void> {
  for (const token of tokens) {
    const answer = await fetch(`${origins['idp']}/realms/solo/protocol/openid-connect/revoke`, {
      method: 'POST',
      body: new URLSearchParams({ token, client_id: 'kagent', client_secret: 'kagent-secret' }),
    })
    expect(answer.status).toBe(200)
  }
}

test('a revoked refresh token asks for a sign-in of that persona alone', async ({
  console: page,
  another,
  product,
}) => {
  await page.goto('/tools?as=device')
  const before = new Set(await product.lab.issued())
  await signInByDevice(page, await another(), 'bob')
  await expect(toolsOf(page)).toHaveCount(2)
  const opaque = (token: string) => !before.has(token) && !token.includes('.')
  await revoke(product, (await product.lab.issued()).filter(opaque))

  await claimsOf(page, 'device').getByRole('button', { name: 'Refresh now' }).click()
  await expect(claimsOf(page, 'device')).toContainText('Session not active')
  await expect(page.getByRole('button', { name: 'Sign in as device' })).toBeVisible()

  await page.goto('/tools/compare?as=alice,device')
  await expect(page.getByRole('region', { name: 'device' })).toContainText('must sign in again')
  await expect(
    page.getByRole('list', { name: 'Tools as alice' }).getByRole('listitem'),
  ).toHaveCount(10)
  await expect(page.getByRole('button', { name: 'Operator presenter' })).toBeVisible()
})
