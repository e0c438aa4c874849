import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

import type { Page } from '@playwright/test'

import { open, press } from './support/keyboard.ts'
import { call } from './support/seed.ts'
import { expect, test } from './support/test.ts'

const run = promisify(execFile)
const panel = (page: Page) => page.getByRole('region', { name: 'Wire', exact: true })
const args = encodeURIComponent(JSON.stringify(call.arguments))

test('the wire opens on every page, and an exchange appears there as it happens', async ({
  console: page,
}) => {
  for (const address of ['/', '/signins', '/tools/compare?as=alice,bob']) {
    await open(page, address)
    await page.getByRole('button', { name: /Wire w$/ }).click()
    await expect(
      panel(page)
        .getByRole('button', { name: /tools\/list/ })
        .first(),
    ).toBeVisible({
      visible: address.startsWith('/tools'),
    })
  }
  await open(page, `/tools?as=bob&tool=${call.tool}&args=${args}`)
  await press(page, 'w')
  const calls = panel(page).getByRole('button', { name: /tools\/call/ })
  await expect(panel(page)).toBeVisible()
  await expect(calls).toHaveCount(0)
  await page.getByRole('button', { name: /^Send as bob/ }).click()
  await expect(calls).toHaveCount(1)
  await expect(calls).toContainText('400')
})

test('an exchange is shown whole, frame by frame, with its secrets withheld', async ({
  console: page,
}) => {
  await open(page, `/tools?as=alice&tool=${call.tool}&args=${args}`)
  await page.getByRole('button', { name: /^Send as alice/ }).click()
  await page.getByRole('link', { name: 'See it on the wire' }).click()
  const exchange = page.getByRole('article')
  await expect(exchange).toContainText('POST')
  await exchange.getByRole('tab', { name: 'Frames (1)' }).click()
  const frames = exchange.getByRole('tabpanel').getByRole('listitem')
  await expect(frames).toHaveCount(1)
  await expect(frames).toContainText(/1 of 1.*after .* ms/)
  const frame: unknown = JSON.parse(await frames.getByRole('code').innerText())
  expect(frame).toMatchObject({ jsonrpc: '2.0', result: { content: [{ type: 'text' }] } })
  await exchange.getByRole('tab', { name: 'Request' }).click()
  await expect(exchange.getByRole('definition').filter({ hasText: /^Bearer/ })).toHaveText(
    'Bearer ••••',
  )
})

for (const [persona, expected] of [
  ['alice', '| **Current Enterprise Name** | Solo Enterprise for kgateway |'],
  ['bob', '"error":{"code":-32602,"message":"Unknown tool: get_product_info"}'],
] as const)
  test(`what is copied as curl gives a shell the answer that ${persona} was given`, async ({
    console: page,
    context,
  }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await open(page, `/tools?as=${persona}&tool=${call.tool}&args=${args}`)
    await page.getByRole('button', { name: `Send as ${persona}` }).click()
    const answer = page.getByRole('region', { name: 'Answer', exact: true })
    await answer.getByRole('tab', { name: 'Verbatim' }).click()
    const shown = await answer.getByRole('tabpanel').getByRole('code').innerText()
    await answer.getByRole('link', { name: 'See it on the wire' }).click()
    await page.getByRole('button', { name: 'Copy as curl' }).click()
    await expect(page.getByRole('button', { name: 'Copy as curl' })).toContainText('copied')
    const lines = await page.evaluate(() => navigator.clipboard.readText())
    expect(lines).toContain(`export ${persona.toUpperCase()}_JWT=$(curl`)
    const { stdout } = await run('sh', ['-c', lines])
    expect(stdout.trim()).toBe(shown.trim())
    expect(stdout).toContain(expected)
  })

test('exchanges are filtered by text and by what failed, and are cleared', async ({
  console: page,
}) => {
  await open(page, `/tools?as=bob&tool=${call.tool}&args=${args}`)
  await page.getByRole('button', { name: /^Send as bob/ }).click()
  await expect(page.getByRole('region', { name: 'Answer', exact: true })).toBeVisible()
  await open(page, '/wire')
  const rows = page.getByRole('list', { name: 'Exchanges, newest first' }).getByRole('listitem')
  await page.getByRole('searchbox', { name: 'Filter by text' }).fill('tools/')
  await expect(rows).toHaveCount(2)
  await page.getByRole('checkbox', { name: 'Only failures' }).check()
  await expect(rows).toHaveCount(1)
  await expect(rows).toContainText('tools/call')
  await page.getByRole('searchbox', { name: 'Filter by text' }).fill('nothing like it')
  await expect(page.getByText('No exchange passes the filter')).toBeVisible()
  await page.getByRole('button', { name: 'Clear' }).click()
  await expect(page.getByText('Nothing on the wire yet')).toBeVisible()
})
