import type { Page } from '@playwright/test'

/** Signs an operator in at the console of `origin`, through the tile of the lab's sign-in page, and waits for the console. */
export async function enter(page: Page, origin: string, person = 'presenter'): Promise<void> {
  await page.goto(`${origin}/sign-in`)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('button', { name: new RegExp(`^${person}`, 'i') }).click()
  const onTheWay = /^\/(auth|bff|sign-in)\b/
  await page.waitForURL((url) => url.origin === origin && !onTheWay.test(url.pathname))
  // Before there is a heading there is nobody to hear a key.
  await page.getByRole('heading', { level: 1 }).waitFor()
}
