import type { Locator, Page } from '@playwright/test'

/** Places of the console, found by what a person reads there. */
export const toolsOf = (page: Page): Locator =>
  page.getByRole('list', { name: 'Tools' }).getByRole('listitem')

export const claimsOf = (page: Page, persona: string): Locator =>
  page.getByRole('region', { name: `Claims of ${persona}` })

export const signedOutDialog = (page: Page): Locator =>
  page.getByRole('dialog', { name: 'You are signed out' })

/** The lab's sign-in page: one click as one of its people. */
export const choose = (page: Page, person: string): Promise<void> =>
  page.getByRole('button', { name: new RegExp(`^${person}`) }).click()
