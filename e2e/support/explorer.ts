import { expect, type Locator, type Page } from '@playwright/test'

/** The address of a tool of a gateway with its arguments, as one persona. It sends nothing by itself. */
export const toolAt = (gateway: string, as: string, tool = '', args?: object): string =>
  `/tools?${new URLSearchParams({
    gateway,
    as,
    ...(tool && { tool }),
    ...(args && { args: JSON.stringify(args) }),
  })}`

/** The address of what a gateway offers beside tools. */
export const offerAt = (gateway: string, as: string, show: string, item = ''): string =>
  `/tools?${new URLSearchParams({ gateway, as, show, ...(item && { item }) })}`

export const answerOf = (page: Page): Locator =>
  page.getByRole('region', { name: 'Answer', exact: true })

/** What became of the call, in a sentence. */
export const verdictOf = (page: Page): Locator => answerOf(page).getByRole('status').first()

export const sessionOf = (page: Page, persona: string): Locator =>
  page.getByRole('region', { name: `Session of ${persona}`, exact: true })

export const listOf = (page: Page, persona: string): Locator =>
  page.getByRole('complementary', { name: `Tools as ${persona}`, exact: true })

/** Sends the call that the address holds, and waits for the words of its verdict. */
export async function send(page: Page, words: string | RegExp): Promise<Locator> {
  await page.getByRole('button', { name: /^Send as/ }).click()
  await expect(verdictOf(page)).toContainText(words)
  return answerOf(page)
}
