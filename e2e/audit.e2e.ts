import { readFile } from 'node:fs/promises'

import type { Download, Locator, Page } from '@playwright/test'

import { send, toolAt } from './support/explorer.ts'
import { open, press, tabTo } from './support/keyboard.ts'
import { expect, test } from './support/test.ts'
import { bodyAs } from './support/wire.ts'
import { holdsToken } from './support/witness.ts'

const gateway = 'solo-kb-demo'

const calls = (page: Page): Locator => page.getByRole('table', { name: 'Calls, newest first' })

const rowsOf = (page: Page, tool: string): Locator =>
  calls(page)
    .getByRole('row')
    .filter({ has: page.getByRole('button', { name: new RegExp(`^${tool} as `) }) })

/** Calls a tool as somebody in a page of its own, while another page looks at the audit. */
async function callAs(page: Page, persona: string, tool: string, verdict: string) {
  await open(page, toolAt(gateway, persona, tool, {}))
  await send(page, `${persona}: ${verdict}`)
}

async function textOf(download: Download): Promise<string> {
  return readFile(await download.path(), 'utf8')
}

test('a call appears while somebody looks, with who made it, as whom, and what the gateway said', async ({
  console: page,
  another,
  signIn,
}) => {
  await press(page, 'g a')
  await expect(page.getByRole('heading', { level: 1, name: 'Audit' })).toBeVisible()
  const before = await rowsOf(page, 'get_use_case').count()
  const other = await another()
  await signIn(other, 'carol')
  await callAs(other, 'bob', 'get_use_case', 'hidden, refused')
  await expect(rowsOf(page, 'get_use_case')).toHaveCount(before + 1)
  const row = rowsOf(page, 'get_use_case').first()
  await expect(row).toContainText(/carol.*bob.*get_use_case.*solo-kb-demo.*hidden, refused/)
  await expect(row).toContainText(/\d+ ms/)

  await row.getByRole('button').click()
  const detail = calls(page).getByRole('row').filter({ hasText: 'In the list' })
  await expect(detail).toContainText(/JSON-RPC code.*-32602/)
  await expect(detail).toContainText('belong to carol, who made the call')
  await expect(detail).toContainText('What the gateway itself wrote')
  await expect(detail).toContainText('gen_ai.tool.name=get_use_case')
})

test('the list is searched and filtered, its figures with it, and the address keeps what was chosen', async ({
  console: page,
}) => {
  await callAs(page, 'bob', 'get_crd_map', 'hidden, refused')
  await callAs(page, 'alice', 'get_crd_map', 'listed, allowed')
  await open(page, '/audit?search=get_crd_map')
  const all = await rowsOf(page, 'get_crd_map').count()
  await expect(page.getByRole('status').filter({ hasText: /calls?$/ })).toHaveText(`${all} calls`)
  await page.getByRole('combobox', { name: 'Outcome' }).selectOption('refused')
  await expect(calls(page).getByText('listed, allowed')).toHaveCount(0)
  const refused = await rowsOf(page, 'get_crd_map').count()
  expect(refused).toBeLessThan(all)
  const byTool = page.getByRole('region', { name: 'Refused by tool' })
  await expect(byTool).toContainText(`get_crd_map bob at ${gateway}${refused}`)
  await expect(page.getByRole('region', { name: /^Calls per/ })).toContainText(
    new RegExp(`^Calls per .*${refused} calls?, ${refused} refused`),
  )
  const took = page.getByRole('table', { name: 'Time taken by gateway' })
  await expect(took.getByRole('row').filter({ hasText: gateway }).getByRole('cell')).toHaveText([
    / m?s$/,
    / m?s$/,
    / m?s$/,
  ])
  await page.getByRole('combobox', { name: 'Persona' }).selectOption('bob')
  await page.reload()
  await expect(page).toHaveURL('/audit?search=get_crd_map&outcome=refused&persona=bob')
  await expect(rowsOf(page, 'get_crd_map')).toHaveCount(refused)
  await page.getByRole('searchbox', { name: 'Search calls' }).fill('nothing of the kind')
  await expect(page.getByText('No call is like that')).toBeVisible()
  await page.getByRole('button', { name: 'Take search and filters off' }).click()
  await expect(page).toHaveURL('/audit')
  await expect(rowsOf(page, 'get_crd_map')).toHaveCount(all)
})

test('what is shown is saved as CSV and as JSON, and neither file holds a token', async ({
  console: page,
  product: { lab },
}) => {
  await callAs(page, 'bob', 'get_api_specs', 'hidden, refused')
  await open(page, '/audit?search=get_api_specs&persona=bob')
  const count = await rowsOf(page, 'get_api_specs').count()
  const save = async (name: string) => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name }).click(),
    ])
    expect(download.suggestedFilename()).toMatch(/^parallax-audit-\d{4}-\d\d-\d\d\.(csv|json)$/)
    const text = await textOf(download)
    expect(holdsToken(text, await lab.issued())).toBe(false)
    return text
  }
  const csv = (await save('Export CSV')).trim().split(/\r?\n/)
  expect(csv).toHaveLength(count + 1)
  expect(csv[1]).toContain('get_api_specs')
  expect(csv[1]).toContain('refused')
  const entries = JSON.parse(await save('Export JSON')) as unknown[] // GET /bff/audit/export
  expect(entries).toHaveLength(count)
  expect(entries[0]).toMatchObject({ gateway, persona: 'bob', tool: 'get_api_specs' })
})

test('the gateway’s own lines stand beside the calls that they are, and one that nobody here made stands alone', async ({
  console: page,
  product,
}) => {
  await callAs(page, 'bob', 'search_use_cases', 'hidden, refused')
  await bodyAs('alice', product, { id: 1, tool: 'get_product_info', arguments: {} })
  await open(page, `/audit?gateway=${gateway}`)
  const lines = page
    .getByRole('list', { name: `Lines of the log of ${gateway}, newest first` })
    .getByRole('listitem')
  const line = lines.filter({ hasText: 'gen_ai.tool.name=search_use_cases' }).first()
  await expect(line).toContainText('search_use_cases as bob, by presenter')
  const past = lines.filter({ hasText: 'gen_ai.tool.name=get_product_info' }).first()
  await expect(past).toContainText('none of this list')
  await page.getByRole('link', { name: 'Whole log' }).click()
  await expect(page).toHaveURL(/\/gateways\/solo-kb-demo\?tab=log/)
})

test('a call is found, opened and followed to the wire by keyboard alone', async ({
  console: page,
}) => {
  await callAs(page, 'bob', 'get_changelog', 'hidden, refused')
  await press(page, 'g a')
  await expect(rowsOf(page, 'get_changelog').first()).toBeVisible()
  await press(page, '/')
  await page.keyboard.type('get_changelog')
  await expect(page).toHaveURL(/\/audit\?.*search=get_changelog/)
  await tabTo(page, rowsOf(page, 'get_changelog').first().getByRole('button'))
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByRole('link', { name: 'What went over the wire' }))
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/^[^?]+\/wire\?exchange=/)
})
