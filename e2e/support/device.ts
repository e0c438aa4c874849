import { expect, type Page } from '@playwright/test'

import { choose } from './console.ts'

/** On the Tools page of persona `device`: begins the grant there and approves it in `other` as `person`. */
export async function signInByDevice(page: Page, other: Page, person: string): Promise<void> {
  await page.getByRole('button', { name: 'Sign in as device' }).click()
  const dialog = page.getByRole('dialog', { name: 'Sign in as device on another device' })
  const code = await dialog.getByRole('status', { name: 'Code' }).textContent()
  await other.goto((await dialog.getByRole('link').getAttribute('href')) ?? '')
  await expect(other.getByRole('textbox', { name: 'Code' })).toHaveValue(code ?? '')
  await other.getByRole('button', { name: 'Continue' }).click()
  await expect(other.getByRole('heading', { name: 'Is this your code?' })).toBeVisible()
  await other.getByRole('button', { name: 'Continue to sign in' }).click()
  await choose(other, person)
  await expect(dialog).toBeHidden()
}
