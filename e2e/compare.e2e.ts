import type { Page } from '@playwright/test'

import { open } from './support/keyboard.ts'
import { aliceTools, call } from './support/seed.ts'
import { expect, test } from './support/test.ts'

const column = (page: Page, persona: string) =>
  page.getByRole('region', { name: persona, exact: true })
const picker = (page: Page) => page.getByRole('group', { name: 'as', exact: true })
const columns = (page: Page) =>
  page
    .getByRole('main')
    .getByRole('region')
    .filter({ has: page.getByRole('heading', { level: 2 }) })

const address = (as: string, tool = '', args = {}) =>
  `/tools/compare?as=${as}&tool=${tool}&args=${encodeURIComponent(JSON.stringify(args))}`

test('three personas are told ten, two and no tools, and what one answer has of its own is marked', async ({
  console: page,
}) => {
  await open(page, address('alice,bob,dave', 'list_products'))
  for (const [persona, count] of [
    ['alice', '10'],
    ['bob', '2'],
    ['dave', '0'],
  ] as const)
    await expect(column(page, persona).getByText(count, { exact: true })).toBeVisible()
  const rowsOfDave = column(page, 'dave').getByRole('list', { name: 'Tools as dave' })
  await expect(rowsOfDave.getByText('hidden', { exact: true })).toHaveCount(aliceTools.length)
  await page.getByRole('button', { name: /^Send as all three/ }).click()
  await expect(column(page, 'alice')).toContainText('alice: listed, allowed. HTTP 200')
  await expect(column(page, 'bob')).toContainText('bob: listed, allowed. HTTP 200')
  await expect(column(page, 'dave')).toContainText('dave: hidden, refused. HTTP 400')
  await expect(page.getByText(/^The answers differ in verdict, HTTP status,? and/)).toBeVisible()
  await expect(column(page, 'dave').getByTitle('From here on the answers differ.')).toContainText(
    'Unknown tool: list_products',
  )
})

test('two equal answers are said to be equal, and nothing is marked', async ({ console: page }) => {
  await open(page, address('alice,bob', 'list_products'))
  await page.getByRole('button', { name: /^Send as both/ }).click()
  await expect(page.getByText('All answers are equal')).toBeVisible()
  await expect(page.getByTitle('From here on the answers differ.')).toHaveCount(0)
})

test('personas join, change places and leave, two at least and four at most', async ({
  console: page,
}) => {
  await open(page, address('alice,bob'))
  const pick = (name: string) => picker(page).getByRole('button', { name })
  await expect(pick('alice')).toHaveAttribute('aria-disabled', 'true')
  await pick('dave').click()
  await expect(columns(page).getByRole('heading', { level: 2 })).toHaveText([
    /alice/,
    /bob/,
    /dave/,
  ])
  await page.getByRole('button', { name: 'Move dave left' }).click()
  await expect(columns(page).getByRole('heading', { level: 2 })).toHaveText([
    /alice/,
    /dave/,
    /bob/,
  ])
  expect(new URL(page.url()).searchParams.get('as')).toBe('alice,dave,bob')
  await pick('carol').click()
  await expect(pick('guest')).toHaveAttribute('aria-disabled', 'true')
  await pick('dave').click()
  await pick('alice').click()
  await expect(columns(page).getByRole('heading', { level: 2 })).toHaveText([/bob/, /carol/])
  await page.reload()
  await expect(columns(page).getByRole('heading', { level: 2 })).toHaveText([/bob/, /carol/])
})

test('a column whose persona has no token, or a token for another audience, leaves the others alone', async ({
  console: page,
  product,
}) => {
  await open(page, address('alice,pasted', call.tool, call.arguments))
  const pasted = column(page, 'pasted')
  await expect(pasted).toContainText('pasted: not signed in.')
  await expect(column(page, 'alice').getByText('10', { exact: true })).toBeVisible()
  const token = await product.lab.mint({ person: 'bob', claims: { aud: 'another' } })
  await pasted.getByRole('button', { name: 'Paste a token' }).click()
  await page.getByRole('textbox', { name: 'Bearer token' }).fill(token)
  await page.getByRole('button', { name: 'Use this token' }).click()
  await expect(pasted).toContainText(/audience/)
  await page.getByRole('button', { name: /^Send as both/ }).click()
  await expect(column(page, 'alice')).toContainText('alice: listed, allowed. HTTP 200')
  await expect(pasted).toContainText(/pasted: rejected\. .* HTTP 401/)
})

test('an address of a comparison brings its answers back and sends nothing by itself', async ({
  console: page,
  product: { lab },
}) => {
  const link = address('alice,bob', call.tool, call.arguments)
  const before = await lab.toolCalls()
  await open(page, link)
  await expect(column(page, 'bob')).toContainText('Not sent yet.')
  expect(await lab.toolCalls()).toBe(before)
  await page.getByRole('button', { name: /^Send as both/ }).click()
  await expect(column(page, 'bob')).toContainText('bob: hidden, refused')
  await page.reload()
  await expect(column(page, 'bob')).toContainText('bob: hidden, refused')
  await expect(column(page, 'alice')).toContainText('alice: listed, allowed')
  expect(await lab.toolCalls()).toBe(before + 1)
})

test('the matrix shows every list, and real calls prove that what is hidden is refused as well', async ({
  console: page,
  product: { lab },
}) => {
  const before = await lab.toolCalls()
  await open(page, '/tools/compare?view=matrix')
  const row = page.getByRole('row').filter({ hasText: call.tool })
  await expect(row.getByRole('cell')).toContainText(['listed', 'hidden', 'hidden', 'hidden'])
  await expect(page.getByRole('columnheader', { name: /^alice/ })).toContainText('10 listed')
  await expect(page.getByRole('columnheader', { name: /^bob/ })).toContainText('2 listed')

  await page.getByRole('button', { name: 'Probe with real calls' }).click()
  const dialog = page.getByRole('dialog', { name: 'Probe with real calls' })
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(dialog).toBeHidden()
  expect(await lab.toolCalls()).toBe(before)

  await page.getByRole('button', { name: 'Probe with real calls' }).click()
  await expect(dialog.getByRole('checkbox', { checked: true })).toHaveCount(aliceTools.length)
  await dialog.getByRole('button', { name: 'Make 40 calls' }).click()
  await expect(page.getByText('28 calls to hidden tools, and none went through.')).toBeVisible()
  // Alice's ten and bob's two: of the others' calls none has left the gateway.
  expect(await lab.toolCalls()).toBe(before + 12)
  await row.getByRole('link', { name: `${call.tool} as bob: hidden, refused` }).click()
  await expect(page.getByRole('region', { name: 'Answer', exact: true })).toContainText(
    'bob: hidden, refused',
  )
})

test('a probe that is stopped says how far it came', async ({
  console: page,
  product: { lab },
}) => {
  await open(page, '/tools/compare?view=matrix')
  await expect(page.getByRole('row').filter({ hasText: call.tool })).toBeVisible()
  await lab.fault('gateway-slow')
  await page.getByRole('button', { name: 'Probe with real calls' }).click()
  await page.getByRole('button', { name: 'Make 40 calls' }).click()
  await expect(page.getByText('0 of 40 calls answered')).toBeVisible()
  await page.getByRole('button', { name: 'Stop' }).click()
  await expect(page.getByText('Stopped after 0 of 40.')).toBeVisible()
})

test('two columns are compared on a phone, one beside the other in a box of their own', async ({
  console: page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await open(page, address('alice,bob', call.tool, call.arguments))
  await page.getByRole('button', { name: /^Send as both/ }).click()
  const answer = column(page, 'bob').getByText('bob: hidden, refused.')
  await expect(answer).toBeVisible()
  await answer.scrollIntoViewIfNeeded()
  await expect(answer).toBeInViewport()
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
  expect(wide).toBe(false)
})
