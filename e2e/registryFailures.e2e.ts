import type { Page } from '@playwright/test'

import { enter } from './support/enter.ts'
import { type Product, type ProductOptions, startProduct } from './support/product.ts'
import { assistant, openRegistry, rowOf, shown, viewAs } from './support/registry.ts'
import { expect, test } from './support/test.ts'

/** What each fault of the registry has to be called. */
const faults: [fault: string, sentence: RegExp][] = [
  ['registry-down', /The registry cannot be reached at http\S+\. Nothing listens on 127\.0\.0\.1:/],
  ['registry-html', /is no AgentRegistry: \S+ answered 200 with text\/html/],
  [
    'registry-bad-json',
    /is no AgentRegistry: \S+ answered 200 with a body that is not valid JSON\./,
  ],
  ['registry-server-error', /answered 500\. It said: upstream connect error/],
]

const strip = (page: Page) => page.getByRole('list', { name: 'Upstreams' })

/** Opens a page until it says why it has nothing: what was read seconds ago is shown once more before that. */
async function openUntil(page: Page, path: string, sentence: RegExp): Promise<void> {
  await expect(async () => {
    await page.goto(path)
    await expect(page.getByRole('alert').filter({ hasText: sentence })).toBeVisible({
      timeout: 1_500,
    })
  }).toPass({ timeout: 15_000 })
}

/** Runs `story` against a product of its own, which is entered before and stopped after. */
async function withProduct(
  page: Page,
  options: ProductOptions,
  story: (product: Product) => Promise<void>,
): Promise<void> {
  const product = await startProduct(options)
  try {
    await enter(page, product.origin)
    await story(product)
  } finally {
    await product.stop()
  }
}

for (const [fault, sentence] of faults)
  test(`${fault} has its own sentence on every page, and passes without a reload`, async ({
    console: page,
    product,
  }) => {
    await product.lab.fault(fault)
    for (const path of ['/runtimes', '/catalog', `/instances/${assistant}-kagent`]) {
      await openUntil(page, path, sentence)
      await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toBeVisible()
      await expect(page.getByRole('main')).not.toContainText(/\n\s+at \S+:\d+:\d+/)
    }
    await product.lab.clearFaults()
    const retry = page.getByRole('button', { name: 'Try again' })
    // The page may have noticed by itself; whoever is quicker presses the button.
    if (await retry.isVisible()) await retry.click()
    await expect(page.getByRole('region', { name: 'Environment' })).toBeVisible()
  })

for (const [fault, words, sentence] of [
  ['registry-down', 'registry unreachable', /The registry cannot be reached/],
  ['registry-html', 'registry not ready', /is no AgentRegistry/],
] as const)
  test(`${fault} that passes is noticed by a page that nobody touches`, async ({
    console: page,
    product,
  }) => {
    await product.lab.fault(fault)
    await expect(strip(page)).toContainText(words, { timeout: 15_000 })
    await openUntil(page, '/instances', sentence)
    await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible()
    await product.lab.clearFaults()
    await expect(rowOf(page, `${assistant}-kagent`)).toContainText('Ready', { timeout: 15_000 })
    await expect(strip(page)).not.toContainText(words)
  })

test('rows that are on screen stay there while the registry is gone, and the foot says that it is', async ({
  console: page,
  product,
}) => {
  await openRegistry(page, '/instances')
  await product.lab.fault('registry-down')
  await expect(strip(page)).toContainText('registry unreachable', { timeout: 15_000 })
  await expect(rowOf(page, `${assistant}-kagent`)).toContainText('Ready')
})

test('a token that the registry does not take is said to be that, and the other personas go on', async ({
  page,
}) => {
  const pasted = 's/^    - admin$/    - admin\\n    - pasted/'
  await withProduct(page, { config: `/^registry:/,$ ${pasted}` }, async ({ origin, lab }) => {
    // Signed by a key that nobody published: the console cannot see it, the registry does.
    const token = await lab.mint({ person: 'carol', key: 'unknown' })
    await page.goto(`${origin}/instances?as=pasted`)
    await page.getByRole('button', { name: 'Paste a token' }).click()
    await page.getByRole('textbox', { name: 'Bearer token' }).fill(token)
    await page.getByRole('button', { name: 'Use this token' }).click()
    await expect(page.getByRole('textbox', { name: 'Bearer token' })).toBeHidden()
    await expect(page.getByRole('alert').first()).toContainText(
      'The registry does not take the token of pasted (401). It said: Unauthorized',
    )
    await viewAs(page).selectOption('admin')
    await expect(rowOf(page, `${assistant}-kagent`)).toContainText('Ready')
  })
})

test('a registry that its default persona cannot ask is seen as another', async ({ page }) => {
  const pasted = 's/^    - admin$/    - admin\\n    - pasted/; s/^  default: .*/  default: pasted/'
  await withProduct(page, { config: `/^registry:/,/^chat:/ {${pasted}}` }, async ({ origin }) => {
    await page.goto(`${origin}/instances`)
    await expect(page.getByRole('button', { name: 'Paste a token' })).toBeVisible()
    await viewAs(page).selectOption('admin')
    await expect(rowOf(page, `${assistant}-kagent`)).toContainText('Ready')
  })
})

test('the open-source edition is named, and what it lacks stays in sight with the reason', async ({
  page,
}) => {
  await withProduct(page, { env: { LAB_REGISTRY_EDITION: 'oss' } }, async ({ origin }) => {
    await openRegistry(page, `${origin}/instances`)
    await expect(page.getByText(/^AgentRegistry v0\.4/)).toBeVisible()
    const who = page.getByRole('button', { name: 'Who is that here?' })
    await expect(who).toBeDisabled()
    await expect(who).toHaveAccessibleDescription(/open-source edition, which has no answer to/)
    const chat = rowOf(page, `${assistant}-kagent`).getByRole('button', { name: /^Chat/ })
    await expect(chat).toHaveAccessibleDescription(/open-source edition, which has no chat/)
    await page.goto(`${origin}/catalog`)
    await expect(page.getByText('Asked without a token: nobody in particular.')).toBeVisible()
    for (const name of ['Access policies', 'Gateways', 'Secrets']) {
      const kind = page.getByRole('button', { name, exact: true })
      await expect(kind).toBeDisabled()
      await expect(kind).toHaveAccessibleDescription(/is the open-source edition, which has no/)
    }
    await page.goto(`${origin}/runtimes/new?type=BedrockAgentCore`)
    await page.getByRole('textbox', { name: 'AWS account id' }).fill('111122223333')
    const make = page.getByRole('button', { name: 'Make the template' })
    await expect(make).toHaveAccessibleDescription(/open-source edition, which has no AWS setup/)
  })
})

test('the newer shape of a status is read as well as the older one', async ({ page }) => {
  await withProduct(page, { env: { LAB_REGISTRY_STATUS: 'runtime' } }, async ({ origin }) => {
    await openRegistry(page, `${origin}/instances`)
    await expect(rowOf(page, `${assistant}-kagent`)).toContainText('Ready')
    await rowOf(page, `${assistant}-kagent`)
      .getByRole('link', { name: `${assistant}-kagent`, exact: true })
      .click()
    const configuration = page.getByRole('region', { name: 'Configuration' })
    await expect(configuration).toContainText(`Workload${assistant}`)
    await expect(configuration).toContainText(/Endpointhttp:\/\/127\.0\.0\.1:\d+/)
    await page.getByRole('tab', { name: 'JSON' }).click()
    await expect(page.getByRole('tabpanel', { name: 'JSON' })).not.toContainText('runtimeMetadata')
  })
})

test('without a registry its pages stay in the rail with the reason, and tell how to name one', async ({
  page,
}) => {
  await withProduct(page, { config: '/^registry:/,$d' }, async ({ origin }) => {
    const rail = page.getByRole('navigation', { name: 'Pages' })
    for (const entry of ['Catalog', 'Instances', 'Runtimes'])
      await expect(rail.getByRole('listitem').filter({ hasText: entry })).toContainText(
        'No registry is configured',
      )
    await expect(rail.getByRole('link', { name: 'Catalog' })).toHaveCount(0)
    await page.goto(`${origin}/catalog`)
    await expect(page.getByText('Name one under registry in the file')).toBeVisible()
    await expect(shown(page)).toHaveCount(0)
    await expect(strip(page)).not.toContainText('registry')
  })
})
