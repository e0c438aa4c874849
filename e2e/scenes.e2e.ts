import { press, tabTo } from './support/keyboard.ts'
import { aliceTools, bobTools, call, hiddenFromBob, twelveLines } from './support/seed.ts'
import { expect, test } from './support/test.ts'
import { bodyAs } from './support/wire.ts'

test('Scene 2 by keyboard: alice is listed ten tools in the order of the seed, bob two', async ({
  console: page,
}) => {
  await press(page, 'g t')
  await expect(page.getByRole('heading', { level: 1, name: 'Tools' })).toBeFocused()
  const tools = page.getByRole('list', { name: 'Tools', exact: true }).getByRole('link')
  await press(page, 'a')
  await expect(page.getByRole('complementary', { name: 'Tools as alice' })).toContainText('10')
  await expect(tools).toHaveText(aliceTools)
  await press(page, 'b')
  const bob = page.getByRole('complementary', { name: 'Tools as bob' })
  await expect(bob).toContainText('2 of 10 known')
  for (const name of bobTools)
    await expect(bob.getByRole('link', { name, exact: true })).toHaveCSS(
      'text-decoration-line',
      'none',
    )
})

test('Scene 2 by keyboard, side by side: 10 and 2, and eight names struck through as hidden', async ({
  console: page,
}) => {
  await tabTo(page, page.getByRole('link', { name: 'List the tools as alice and as bob' }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Same call, two identities')
  const alice = page.getByRole('region', { name: 'alice', exact: true })
  const bob = page.getByRole('region', { name: 'bob', exact: true })
  await expect(alice.getByText('10', { exact: true }).filter({ visible: true })).toBeVisible()
  await expect(bob.getByText('2', { exact: true }).filter({ visible: true })).toBeVisible()
  const rowsOfAlice = alice.getByRole('list', { name: 'Tools as alice' }).getByRole('listitem')
  await expect(rowsOfAlice).toHaveText(aliceTools)
  const rowsOfBob = bob.getByRole('list', { name: 'Tools as bob' }).getByRole('listitem')
  await expect(rowsOfBob).toHaveText(
    aliceTools.map((name) => (hiddenFromBob.includes(name) ? `${name}hidden` : name)),
  )
  const struck = await rowsOfBob
    .locator('span')
    .evaluateAll((spans) =>
      spans
        .filter((span) => getComputedStyle(span).textDecorationLine === 'line-through')
        .map((span) => span.textContent),
    )
  expect(struck).toEqual(hiddenFromBob)
})

test('Scene 3 by keyboard: one request, two answers, and only one of them reached the server', async ({
  console: page,
  product,
}) => {
  const before = await product.lab.toolCalls()
  await tabTo(page, page.getByRole('link', { name: 'List the tools as alice and as bob' }))
  await page.keyboard.press('Enter')
  const alice = page.getByRole('region', { name: 'alice', exact: true })
  const bob = page.getByRole('region', { name: 'bob', exact: true })
  await tabTo(page, alice.getByRole('button', { name: 'list_products' }))
  await page.keyboard.press('ArrowDown')
  await expect(alice.getByRole('button', { name: call.tool })).toBeFocused()
  await expect(page.getByRole('textbox', { name: 'Arguments as JSON' })).toHaveValue(
    '{"product":"kgateway"}',
  )
  await page.keyboard.press('Control+Enter')

  await expect(
    alice.getByText('listed, allowed', { exact: true }).filter({ visible: true }),
  ).toBeVisible()
  await expect(alice.getByText('HTTP 200', { exact: true }).filter({ visible: true })).toBeVisible()
  const answer = await alice.getByRole('region', { name: 'Answer to alice' }).innerText()
  expect(answer.split('\n').slice(0, 12)).toEqual(twelveLines)

  await expect(
    bob.getByText('hidden, refused', { exact: true }).filter({ visible: true }),
  ).toBeVisible()
  await expect(bob.getByText('HTTP 400', { exact: true }).filter({ visible: true })).toBeVisible()
  await expect(bob.getByText('-32602', { exact: true }).filter({ visible: true })).toBeVisible()
  await expect(bob).toContainText('never reached the upstream')
  const shown = await bob.getByRole('code').filter({ hasText: 'jsonrpc' }).innerText()
  const id: unknown = JSON.parse(shown).id
  expect(shown).toBe(await bodyAs('bob', product, { id, ...call }))
  expect(shown).toBe(
    `{"jsonrpc":"2.0","id":${JSON.stringify(id)},"error":{"code":-32602,"message":"Unknown tool: get_product_info"}}`,
  )
  expect(await product.lab.toolCalls()).toBe(before + 1)
})

test('the tool that bob is not shown is refused by the gateway when he calls it by its name', async ({
  console: page,
  product,
}) => {
  const before = await product.lab.toolCalls()
  await tabTo(page, page.getByRole('link', { name: /^bob password grant/ }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('complementary', { name: 'Tools as bob' })).toBeVisible()
  await press(page, 'n')
  await page.keyboard.type(call.tool)
  await page.keyboard.press('Enter')
  // Nobody has told the console this tool's schema: the arguments are written as they are sent.
  const json = page.getByRole('textbox', { name: 'Arguments' })
  await tabTo(page, json)
  await json.press('Control+a')
  await page.keyboard.type(JSON.stringify(call.arguments))
  await page.keyboard.press('Control+Enter')
  const answer = page.getByRole('region', { name: 'Answer', exact: true })
  await expect(answer).toContainText('bob: hidden, refused. HTTP 400')
  await expect(answer.getByRole('tab', { name: 'Verbatim' })).toHaveAttribute(
    'aria-selected',
    'true',
  )
  const shown = await answer.getByRole('tabpanel').getByRole('code').innerText()
  const id: unknown = JSON.parse(shown).id
  expect(shown).toBe(await bodyAs('bob', product, { id, ...call }))
  expect(await product.lab.toolCalls()).toBe(before)
})
