import { claimsOf, signedOutDialog, toolsOf } from './support/console.ts'
import { expect, test } from './support/test.ts'

// The gateway refuses the new key for as long as its copy of the keys lives: nobody else may meet that.
test.use({ alone: 'key rotation' })

test('after a key rotation the page says which key the gateway does not know, and nobody is signed out', async ({
  console: page,
  another,
  product,
  signIn,
}) => {
  await page.goto('/tools?as=alice&tool=list_products')
  await expect(toolsOf(page)).toHaveCount(10)
  await product.lab.rotateKeys()
  await claimsOf(page, 'alice').getByRole('button', { name: 'Refresh now' }).click()
  await page.getByRole('button', { name: 'Send as alice' }).click()

  const answer = page.getByRole('region', { name: 'Answer' })
  await expect(answer).toContainText('rejected')
  await expect(answer).toContainText('which the gateway does not know')
  await expect(answer).toContainText('authentication failure: token uses the unknown key')
  await expect(answer).toContainText('HTTP 401')
  await expect(answer).toContainText('15 minutes')
  await expect(page).toHaveURL(/\/tools\?/)
  await expect(signedOutDialog(page)).toBeHidden()
  await expect(page.getByRole('button', { name: 'Operator presenter' })).toBeVisible()

  // The console itself reads the new key at once: whoever comes now is let in.
  const other = await another()
  await signIn(other, 'carol')
  await expect(other.getByRole('button', { name: 'Operator carol' })).toBeVisible()
})
