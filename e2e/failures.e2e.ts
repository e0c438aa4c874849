import type { Locator, Page } from '@playwright/test'

import { signedOutDialog, toolsOf } from './support/console.ts'
import { enter } from './support/enter.ts'
import { samePorts, startProduct, temporaryFolder } from './support/product.ts'
import { expect, test } from './support/test.ts'

/** What each fault of the gateway, or of what stands behind it, has to be called. */
const faults: [fault: string, sentence: RegExp][] = [
  ['gateway-down', /Nothing listens on 127\.0\.0\.1:\d+\./],
  ['gateway-broken-sse', /The (event stream ended without an answer|answer broke off)/],
  ['gateway-bad-json', /The answer is not valid JSON\./],
  ['gateway-html', /It answered with a web page: you reached a login page or a wrong URL\./],
  ['gateway-server-error', /It answered 500\./],
  ['knowledge-down', /The gateway answered, the server behind it did not\./],
  ['knowledge-broken-sse', /The gateway answered, the server behind it did not\./],
]

const upstream = (page: Page, label: string): Locator =>
  page.getByRole('list', { name: 'Upstreams' }).getByText(label)

/** Never a white page, never a stack: the frame stands and says what is wrong. */
async function expectFrame(page: Page) {
  await expect(page.getByRole('navigation', { name: 'Pages' })).toBeVisible()
  await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.getByRole('main')).not.toContainText(/\n\s+at \S+:\d+:\d+/)
}

for (const [fault, sentence] of faults)
  test(`${fault} has its own sentence on Tools and in a column, and passes without a reload`, async ({
    console: page,
    product,
  }) => {
    await page.goto('/tools/compare?as=alice,bob&tool=list_products')
    const columns = ['alice', 'bob'].map((name) => page.getByRole('region', { name, exact: true }))
    const send = page.getByRole('button', { name: 'Send as both' })
    await product.lab.fault(fault)
    await send.click()
    for (const column of columns) await expect(column).toContainText(sentence)
    await expect(page.getByRole('region', { name: 'alice', exact: true })).toContainText(
      'unreachable',
    )
    await expectFrame(page)

    await page.goto('/tools?as=alice&tool=list_products')
    await expect(page.getByRole('complementary', { name: 'Tools as alice' })).toContainText(
      sentence,
    )
    await expect(toolsOf(page)).toHaveCount(0)
    await expectFrame(page)
    await page.getByRole('button', { name: 'Send as alice' }).click()
    const answer = page.getByRole('region', { name: 'Answer' })
    await expect(answer).toContainText(sentence)

    await product.lab.clearFaults()
    const retry = page.getByRole('button', { name: 'Try again' }).first()
    // The page may have noticed by itself; whoever is quicker presses the button.
    if (await retry.isVisible()) await retry.click()
    await expect(toolsOf(page)).toHaveCount(10)
    await page.getByRole('button', { name: 'Send as alice' }).click()
    await expect(answer).toContainText('listed, allowed')
  })

test('a gateway that comes back is noticed by a page that nobody touches', async ({
  console: page,
  product,
}) => {
  await product.lab.fault('gateway-down')
  await page.goto('/tools?as=bob')
  await expect(upstream(page, 'solo-kb-demo unreachable')).toBeVisible()
  await expect(toolsOf(page)).toHaveCount(0)
  await product.lab.clearFaults()
  await expect(toolsOf(page)).toHaveCount(2, { timeout: 15_000 })
  await expect(upstream(page, 'solo-kb-demo unreachable')).toBeHidden()
})

test('a slow gateway is waited for in sight, and holds nothing else up', async ({
  console: page,
  product,
}) => {
  await product.lab.fault('gateway-slow')
  await page.goto('/tools?as=bob&tool=search')
  await expect(page.getByRole('complementary', { name: 'Tools as bob' })).toContainText(
    'Waiting for the gateway to answer bob.',
  )
  await expectFrame(page)
  await page.getByRole('link', { name: 'Home', exact: false }).last().click()
  await expect(page).toHaveURL(/\/\?as=bob/)
  await page.goBack()
  // The lab is late by twelve seconds, which is less than the console waits.
  await expect(toolsOf(page)).toHaveCount(2, { timeout: 20_000 })
})

test('without the identity provider a running console goes on, and a sign-in says who is missing', async ({
  console: page,
  another,
  product,
}) => {
  await page.goto('/tools?as=alice')
  await expect(toolsOf(page)).toHaveCount(10)
  await product.lab.fault('idp-down')
  await page.goto('/tools?as=alice&tool=list_products')
  await page.getByRole('button', { name: 'Send as alice' }).click()
  await expect(page.getByRole('region', { name: 'Answer' })).toContainText('listed, allowed')
  await expect(page.getByRole('list', { name: 'Upstreams' })).toContainText('solo unreachable')

  const other = await another()
  await other.goto('/tools/compare')
  await other.getByRole('button', { name: 'Sign in' }).click()
  await expect(other.getByRole('alert')).toContainText('The identity provider did not answer')
  await other.getByRole('link', { name: 'Start again' }).click()
  await expect(other).toHaveURL('/sign-in?return=%2Ftools%2Fcompare')
  await expect(other.getByRole('button', { name: 'Sign in' })).toBeVisible()

  await product.lab.clearFaults()
  await other.getByRole('button', { name: 'Sign in' }).click()
  await expect(other.getByRole('heading', { name: /^Sign in to/ })).toBeVisible()
})

test('a persona that needs the identity provider says so alone, with a request id', async ({
  console: page,
  product,
}) => {
  await page.goto('/tools?as=alice')
  await expect(toolsOf(page)).toHaveCount(10)
  await product.lab.fault('idp-down')
  await page.goto('/tools?as=device')
  await page.getByRole('button', { name: 'Sign in as device' }).click()
  const card = page.getByRole('region', { name: 'Claims of device' })
  await expect(card).toContainText('The identity provider "solo" gives no answer.')
  await expect(card).toContainText(/Nothing listens on 127\.0\.0\.1:\d+\./)
  await expect(card).toContainText(/Request [\w-]{8,}/)
  await page.getByRole('button', { name: 'alice' }).first().click()
  await expect(toolsOf(page)).toHaveCount(10)

  await product.lab.clearFaults()
  await page.goto('/tools?as=device')
  await page.getByRole('button', { name: 'Sign in as device' }).click()
  await expect(page.getByRole('dialog')).toContainText('type this code')
})

test('a console server that stops is said to be gone, and the page goes on when it is back', async ({
  page,
}) => {
  const data = await temporaryFolder()
  const first = await startProduct({ data })
  await enter(page, first.origin)
  await page.goto(`${first.origin}/tools?as=alice&tool=list_products`)
  await expect(toolsOf(page)).toHaveCount(10)
  await first.stop()
  await expect(page.getByText('no live updates, reconnecting')).toBeVisible()
  await page.getByRole('button', { name: 'Send as alice' }).click()
  await expect(page.getByRole('alert')).toContainText('The console server did not answer.')
  await expectFrame(page)

  const second = await startProduct({ data, env: samePorts(first) })
  try {
    await expect(page.getByText('no live updates, reconnecting')).toBeHidden({ timeout: 20_000 })
    await page.getByRole('button', { name: 'Send as alice' }).click()
    await expect(page.getByRole('region', { name: 'Answer' })).toContainText('listed, allowed')
    await expect(signedOutDialog(page)).toBeHidden()
  } finally {
    await second.stop()
  }
})
