import type { Page } from '@playwright/test'

/** Signs an operator in at the console of `origin`, through the tile of the lab's sign-in page, and waits for the console. */
export async function enter(page: Page, origin: string, person = 'presenter'): Promise<void> {
  await page.goto(`${origin}/sign-in`)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('button', { name: new RegExp(`^${person}`, 'i') }).click()
  const onTheWay = /^\/(auth|bff|sign-in)\b/
  await page.waitForURL((url) => url.origin === origin && !onTheWay.test(url.pathname))
  // The page of the sign-in's return has a heading too, and stays until the console's own is loaded. It hears no key.
  await page.locator('#main').getByRole('heading', { level: 1 }).waitFor()
}
