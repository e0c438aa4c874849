import type { Page } from '@playwright/test'

import { open, press } from './support/keyboard.ts'
import { call } from './support/seed.ts'
import { expect, test } from './support/test.ts'

const answerOf = (page: Page) => page.getByRole('region', { name: 'Answer', exact: true })
const history = (page: Page) => page.getByRole('region', { name: /^Calls/ })

test('tools are found by words, and each says what it is and what it changes', async ({
  console: page,
}) => {
  await open(page, '/tools?as=alice')
  await press(page, '/')
  await expect(page.getByRole('searchbox', { name: 'Search tools' })).toBeFocused()
  await page.keyboard.type('crd')
  const tools = page.getByRole('list', { name: 'Tools', exact: true }).getByRole('link')
  await expect(tools.filter({ hasText: 'get_crd_map' })).toBeVisible()
  await expect(tools.filter({ hasText: 'list_products' })).toHaveCount(0)
  await page.keyboard.type(' zzz')
  await expect(page.getByText('No tool matches “crd zzz”.')).toBeVisible()
  await page.getByRole('searchbox', { name: 'Search tools' }).fill('')
  await tools.filter({ hasText: 'get_crd_map' }).click()
  const panel = page.getByRole('region', { name: 'Tool get_crd_map' })
  await expect(panel).toContainText('read-only · idempotent')
  await panel.getByRole('tab', { name: 'Schema' }).click()
  await expect(panel.getByRole('tabpanel', { name: 'Schema' })).toContainText('properties')
})

test('the form of the live schema says what is missing, offers the choices and sends by Ctrl+Enter', async ({
  console: page,
}) => {
  await open(page, `/tools?as=alice&tool=${call.tool}`)
  const panel = page.getByRole('region', { name: `Tool ${call.tool}` })
  const product = panel.getByRole('combobox', { name: /^product/ })
  await expect(product).toHaveAccessibleDescription(/Which product/)
  await expect(product.getByRole('option')).toContainText(['not set', 'kgateway', 'agentgateway'])
  await page.keyboard.press('Control+Enter')
  await expect(product).toHaveAccessibleDescription(/is required/i)
  await expect(panel.getByRole('button', { name: /^Send anyway/ })).toBeVisible()
  await product.selectOption('istio')
  await expect(panel.getByText('Is required.')).toHaveCount(0)
  await product.press('Control+Enter')
  await expect(answerOf(page)).toContainText('alice: listed, allowed. HTTP 200')
  await expect(answerOf(page).getByRole('heading', { level: 1, name: 'istio' })).toHaveCount(0)
  await expect(answerOf(page).getByRole('heading', { name: 'istio', exact: true })).toBeVisible()
})

test('arguments go from form to JSON and back, and what is not JSON is not sent', async ({
  console: page,
  product: { lab },
}) => {
  const before = await lab.toolCalls()
  await open(page, '/tools?as=alice&tool=search')
  const panel = page.getByRole('region', { name: 'Tool search' })
  await panel.getByRole('combobox', { name: /^query/ }).fill('rate limit')
  await panel.getByRole('tab', { name: 'Edit as JSON' }).click()
  const json = panel.getByRole('textbox', { name: 'Arguments' })
  expect(JSON.parse(await json.inputValue())).toEqual({
    query: 'rate limit',
    kind: 'all',
    limit: 8,
  })
  await json.fill('{"query": "JWT", "limit": 3')
  await expect(json).toHaveAccessibleDescription(/Line 1/i)
  const send = panel.getByRole('button', { name: /^Send/ })
  await expect(send).toHaveAttribute('aria-disabled', 'true')
  await expect(send).toHaveAccessibleDescription(/line 1/i)
  await json.press('Control+Enter')
  await panel.getByRole('tab', { name: 'Form' }).click()
  await expect(panel).toContainText('The form is back as soon as the text is JSON again.')
  await panel.getByRole('tab', { name: 'Edit as JSON' }).click()
  await json.fill('{"query": "JWT", "limit": 3}')
  await panel.getByRole('tab', { name: 'Form' }).click()
  await expect(panel.getByRole('combobox', { name: /^query/ })).toHaveValue('JWT')
  await expect(panel.getByRole('textbox', { name: /^limit/ })).toHaveValue('3')
  expect(await lab.toolCalls()).toBe(before)
  await send.click()
  await expect(answerOf(page)).toContainText('alice: listed, allowed')
  expect(await lab.toolCalls()).toBe(before + 1)
})

test('an answer is read rendered, as text, structured, as JSON, verbatim, and beside its request', async ({
  console: page,
}) => {
  await open(page, '/tools?as=alice&tool=list_products')
  await page.getByRole('button', { name: /^Send as alice/ }).click()
  const answer = answerOf(page)
  const show = async (name: string) => {
    await answer.getByRole('tab', { name }).click()
    return answer.getByRole('tabpanel', { name })
  }
  await expect(answer.getByRole('tabpanel').getByRole('table')).toContainText('kgateway')
  await expect((await show('Text')).getByRole('code')).toContainText('# Products')
  await expect(await show('Structured')).toContainText('Solo Enterprise for kgateway')
  await expect(await show('JSON')).toContainText('structuredContent')
  const verbatim = await (await show('Verbatim')).getByRole('code').innerText()
  expect(verbatim).toMatch(/^\s*(event: message\s)?data: \{"jsonrpc":"2\.0","id":/)
  const request = await (await show('Request')).getByRole('code').innerText()
  expect(JSON.parse(request)).toEqual({
    method: 'tools/call',
    params: { name: 'list_products', arguments: {} },
  })
})

test('a tool that reports an error has failed, and a tool that does not know its arguments says so', async ({
  console: page,
}) => {
  const wrong = encodeURIComponent('{"file":"no-such-file"}')
  await open(page, `/tools?as=alice&tool=get_use_case&args=${wrong}`)
  await page.getByRole('button', { name: /^Send as alice/ }).click()
  await expect(answerOf(page)).toContainText(
    'alice: listed, failed. The tool ran and reported an error',
  )
  await expect(answerOf(page)).toContainText('reached the upstream')

  const unknown = encodeURIComponent('{"product":"no-such-product"}')
  await open(page, `/tools?as=alice&tool=${call.tool}&args=${unknown}`)
  const panel = page.getByRole('region', { name: `Tool ${call.tool}` })
  await expect(panel.getByText(/must be one of/i)).toBeVisible()
  await panel.getByRole('button', { name: /^Send as alice/ }).click()
  await panel.getByRole('button', { name: /^Send anyway/ }).click()
  await expect(answerOf(page)).toContainText('alice: listed, invalid.')
})

test('a call is replayed, and replayed as someone else to whom the policy says no', async ({
  console: page,
  product: { lab },
}) => {
  const before = await lab.toolCalls()
  await open(page, '/tools?as=alice&tool=get_versions&args={}')
  await page.getByRole('button', { name: /^Send as alice/ }).click()
  await expect(answerOf(page)).toContainText('alice: listed, allowed')
  await answerOf(page).getByRole('button', { name: 'Replay', exact: true }).click()
  await expect(history(page).getByRole('listitem')).toHaveCount(2)
  await answerOf(page).getByRole('button', { name: 'Replay as bob' }).click()
  await expect(answerOf(page)).toContainText('bob: hidden, refused')
  await expect(history(page).getByRole('listitem')).toHaveCount(3)
  expect(await lab.toolCalls()).toBe(before + 2)
  await history(page).getByRole('link').last().click()
  await expect(answerOf(page)).toContainText('alice: listed, allowed')
  await history(page).getByRole('button', { name: 'Clear' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Clear all' }).click()
  await expect(history(page)).toHaveCount(0)
  await expect(page.getByText('This call is no longer in the history.')).toBeVisible()
})

test('an address brings back tool, arguments and answer, executes nothing, and carries no answer', async ({
  console: page,
  product: { lab },
}) => {
  await open(page, `/tools?as=alice&tool=${call.tool}`)
  const choice = page.getByRole('combobox', { name: /^product/ })
  await choice.selectOption('kagent')
  await page.getByRole('button', { name: /^Send as alice/ }).click()
  await expect(answerOf(page)).toContainText('alice: listed, allowed')
  const after = await lab.toolCalls()
  const address = new URL(page.url())
  const held = [...address.searchParams.keys()]
  expect(held.filter((name) => !['gateway', 'as', 'tool', 'args', 'call'].includes(name))).toEqual(
    [],
  )
  expect(address.searchParams.get('args')).toBe('{"product":"kagent"}')
  await page.reload()
  await expect(answerOf(page)).toContainText('alice: listed, allowed')
  await expect(choice.locator('option:checked')).toHaveText('kagent')
  expect(page.url()).toBe(address.href)
  address.searchParams.delete('call')
  await open(page, address.href)
  await expect(page.getByText('Not sent as alice yet.')).toBeVisible()
  await expect(choice.locator('option:checked')).toHaveText('kagent')
  expect(await lab.toolCalls()).toBe(after)
})

test('the claims card marks the claim that decides and counts down to the end of the token', async ({
  console: page,
}) => {
  await open(page, '/tools?as=bob')
  const card = page.getByRole('region', { name: 'Claims of bob' })
  const groups = card.getByRole('definition').filter({ hasText: 'decides' })
  await expect(groups).toHaveText('field-trial decides')
  const left = card.getByRole('time')
  const first = await left.innerText()
  expect(first).toMatch(/^\d+ min/)
  await expect(left).not.toHaveText(first)
})
