import { type BrowserContext, test as base, expect, type Page } from '@playwright/test'

import { enter } from './enter.ts'
import { type Product, startProduct } from './product.ts'
import { holdsToken, Witness } from './witness.ts'

interface WorkerFixtures {
  /** Names a file whose tests harm the product for good: they get one that no other file uses. */
  alone: string
  product: Product
}

interface TestFixtures {
  witness: Witness
  /** Signs the operator in through the lab's login page and waits for the console. */
  signIn: (page: Page, person?: string) => Promise<void>
  /** A page in a second browser: no cookie is shared with the first. Watched like it. */
  another: () => Promise<Page>
  /** A page of the console whose operator is signed in. */
  console: Page
}

/** Seconds, as the lab starts with. */
const usualTokenTtl = 1800

/**
 * One lab and BFF per worker, a browser context per test. Every test also proves, without asking for it,
 * that nothing foreign was requested, no policy was violated, nothing threw and no token was shown.
 */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  alone: ['', { scope: 'worker', option: true }],
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
      await product.lab.release()
      if (product.lab.touched || witness.applied) await product.lab.reset()
      await forgetHistory(context)
      await product.lab.tokenTtl(usualTokenTtl)
      await expectClean(witness, context, product)
    },
    { auto: true },
  ],
  another: async ({ browser, product, witness: _watching }, use) => {
    const watched: { context: BrowserContext; witness: Witness }[] = []
    await use(async () => {
      const context = await browser.newContext({ baseURL: product.origin })
      watched.push({ context, witness: await Witness.watch(context, product.origin) })
      return context.newPage()
    })
    for (const { context, witness } of watched) {
      await expectClean(witness, context, product)
      await context.close()
    }
  },
  signIn: async ({ product }, use) => {
    await use((page, person) => enter(page, product.origin, person))
  },
  console: async ({ page, signIn, witness: _watching }, use) => {
    await signIn(page)
    await use(page)
  },
})

/** The next test signs in as the same operator, whose calls, exchanges and conversations would still be there. */
async function forgetHistory({ request }: BrowserContext): Promise<void> {
  const headers = { 'x-csrf': '1' }
  for (const path of ['/bff/calls/clear', '/bff/exchanges/clear'])
    await request.post(path, { headers })
  const kept = await request.get('/bff/conversations', { headers })
  if (!kept.ok()) return
  const { conversations } = (await kept.json()) as { conversations: { id: string }[] } // GET /bff/conversations
  for (const { id } of conversations)
    await request.post(`/bff/conversations/${id}/delete`, { headers })
}

/** What no test may leave behind: a secret in sight or in the log, a foreign request, a violated policy, an error. */
async function expectClean(
  witness: Witness,
  context: BrowserContext,
  product: Product,
): Promise<void> {
  const cookies = await context.cookies(product.origin)
  const secrets = [
    ...(await product.lab.issued()),
    ...cookies.map(({ value }) => value),
    'kagent-secret',
    'lab-secret-access-key',
  ]
  const shown = await witness.leaks(context.pages(), secrets)
  expect(shown, 'a token or secret was shown').toEqual([])
  expect(witness.foreign, 'a foreign host was asked').toEqual([])
  expect(witness.violations, 'the content security policy was violated').toEqual([])
  expect(witness.errors, 'the page threw').toEqual([])
  const lines = product.log().split('\n')
  const told = lines.filter((line) => holdsToken(line, secrets)).map((line) => line.slice(0, 80))
  expect(told, 'a log line holds a token or cookie').toEqual([])
}

export { expect }
