import { expect, type Locator, type Page } from '@playwright/test'

/** More tab stops than any page of the console has before its content. */
const mostStops = 80

/** Presses Tab, as a person without a mouse would, until `target` has the focus. */
export async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab') {
  await expect(target).toBeVisible()
  for (let stop = 0; stop < mostStops; stop += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press(key)
  }
  throw new Error(`${mostStops} presses of ${key} did not reach ${target.toString()}.`)
}

/** Two keys after one another, as `g t`. */
export async function press(page: Page, keys: string) {
  for (const key of keys.split(' ')) await page.keyboard.press(key)
}

/** Opens an address and waits until there is a page to hear a key. */
export async function open(page: Page, address: string) {
  await page.goto(address)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
}
