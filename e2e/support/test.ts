import { test as base, expect, type Page } from '@playwright/test'

import { type Product, startProduct } from './product.ts'
import { Witness } from './witness.ts'

interface TestFixtures {
  witness: Witness
  /** Signs the operator in through the lab's login page and waits for the console. */
  signIn: (page: Page, person?: string) => Promise<void>
  /** A page of the console whose operator is signed in. */
  console: Page
}

/**
 * One lab and BFF per worker, a browser context per test. Every test also proves, without asking for it,
 * that nothing foreign was requested, no policy was violated, nothing threw and no token was shown.
 */
export const test = base.extend<TestFixtures, { product: Product }>({
  product: [
    // Playwright wants a pattern here, and this fixture needs none of the others.
    async ({ browserName: _browser }, use) => {
      const product = await startProduct()
      await use(product)
      await product.stop()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  baseURL: async ({ product }, use) => {
    await use(product.origin)
  },
  witness: [
    async ({ context, product }, use) => {
      const witness = await Witness.watch(context, product.origin)
      await use(witness)
      await product.lab.clearFaults()
      const secrets = [...(await product.lab.issued()), 'kagent-secret']
      expect(await witness.leaks(context.pages(), secrets), 'a token or secret was shown').toEqual(
        [],
      )
      expect(witness.foreign, 'a foreign host was asked').toEqual([])
      expect(witness.violations, 'the content security policy was violated').toEqual([])
      expect(witness.errors, 'the page threw').toEqual([])
      for (const secret of secrets)
        expect(product.log(), 'a log line holds a token').not.toContain(secret)
    },
    { auto: true },
  ],
  signIn: async ({ product }, use) => {
    await use(async (page, person = 'presenter') => {
      await page.goto('/sign-in')
      await page.getByRole('button', { name: 'Sign in' }).click()
      await page.getByRole('button', { name: new RegExp(person, 'i') }).click()
      await page.waitForURL(
        (url) => url.origin === product.origin && !/auth|sign-in/.test(url.pathname),
      )
    })
  },
  console: async ({ page, signIn, witness: _watching }, use) => {
    await signIn(page)
    await use(page)
  },
})

export { expect }
