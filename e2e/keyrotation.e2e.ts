import { signedOutDialog, toolsOf } from './support/console.ts'
import { expect, test } from './support/test.ts'

// The gateway refuses the new key for as long as its copy of the keys lives: nobody else may meet that.
test.use({ alone: 'key rotation' })

test('after a key rotation the page says which key the gateway does not know, and nobody is signed out', async ({
  console: page,
  product,
}) => {
  await page.goto('/tools?as=alice&tool=list_products')
  await expect(toolsOf(page)).toHaveCount(10)
  await product.lab.rotateKeys()
  await page.goto('/tools?as=pasted&tool=list_products')
  await page.getByRole('button', { name: 'Paste a token' }).click()
  await page.getByLabel('Bearer token').fill(await product.lab.mint({ person: 'alice' }))
  await page.getByRole('button', { name: 'Use this token' }).click()
  await page.getByRole('button', { name: 'Send as pasted token' }).click()

  const answer = page.getByRole('region', { name: 'Answer' })
  await expect(answer).toContainText('rejected')
  await expect(answer).toContainText('which the gateway does not know')
  await expect(answer).toContainText('authentication failure: token uses the unknown key')
  await expect(answer).toContainText('HTTP 401')
  await expect(answer).toContainText('15 minutes')
  await expect(page).toHaveURL(/\/tools\?/)
  await expect(signedOutDialog(page)).toBeHidden()
  await expect(page.getByRole('button', { name: 'Operator presenter' })).toBeVisible()
})
