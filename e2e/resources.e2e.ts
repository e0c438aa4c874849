import type { Page } from '@playwright/test'

import { listOf, offerAt, send, sessionOf, toolAt, verdictOf } from './support/explorer.ts'
import { open } from './support/keyboard.ts'
import { expect, test } from './support/test.ts'

const offered = (page: Page, noun: string) =>
  page.getByRole('list', { name: noun, exact: true }).getByRole('link')

const reply = (page: Page) => page.getByRole('region', { name: 'Answer to alice', exact: true })

test('resources are found, read and followed, and a template is filled in', async ({
  console: page,
}) => {
  await open(page, toolAt('everything', 'alice'))
  await page
    .getByRole('navigation', { name: 'What it offers' })
    .getByRole('link', { name: 'Resources' })
    .click()
  await expect(page.getByText('9 offered to alice')).toBeVisible()
  await page.getByRole('searchbox', { name: 'Search resources' }).fill('architecture')
  await offered(page, 'Resources').click()
  await page.getByRole('button', { name: 'Read as alice' }).click()
  await expect(reply(page).getByRole('status').first()).toContainText('alice: allowed. HTTP 200')
  await expect(reply(page)).toContainText('text/markdown')
  const form = page.getByRole('form', { name: 'resource architecture.md' })
  await form.getByRole('button', { name: 'Subscribe' }).click()
  await expect(form.getByRole('status')).toHaveText('subscribed')
  await expect(form.getByRole('button', { name: 'Unsubscribe' })).toBeVisible()

  await page.getByRole('searchbox', { name: 'Search resources' }).fill('dynamic text')
  await offered(page, 'Resources').click()
  const read = page.getByRole('button', { name: 'Read as alice' })
  await expect(read).toHaveAccessibleDescription('Fill in resourceId first.')
  await page.getByRole('combobox', { name: 'resourceId' }).fill('7')
  await expect(page.getByText('Reads demo://resource/dynamic/text/7')).toBeVisible()
  await read.click()
  await expect(reply(page)).toContainText('Resource 7: This is a plaintext resource')
})

test('a prompt’s arguments are completed by its server, and its messages are read', async ({
  console: page,
}) => {
  await open(page, offerAt('everything', 'alice', 'prompts', 'completable-prompt'))
  const form = page.getByRole('form', { name: 'prompt Team Management' })
  const get = form.getByRole('button', { name: 'Get as alice' })
  await expect(get).toHaveAccessibleDescription('Fill in department and name first.')
  const proposed = (name: string) =>
    form.getByRole('combobox', { name }).locator('xpath=following-sibling::datalist/option')
  await form.getByRole('combobox', { name: 'department' }).fill('Eng')
  await expect(proposed('department')).toHaveText(['Engineering'])
  await form.getByRole('combobox', { name: 'department' }).fill('Engineering')
  await form.getByRole('combobox', { name: 'name' }).fill('A')
  // The second argument's values depend on the first, which is sent along.
  await expect(proposed('name')).toHaveText(['Alice'])
  await form.getByRole('combobox', { name: 'name' }).fill('Alice')
  await get.click()
  await expect(reply(page).getByRole('status').first()).toContainText('alice: allowed. HTTP 200')
  await expect(reply(page).getByRole('listitem')).toContainText(
    'Please promote Alice to the head of the Engineering team.',
  )
})

test('an operation that takes long says how far it is, and is cancelled', async ({
  console: page,
}) => {
  const args = { duration: 30, steps: 60 }
  await open(page, toolAt('everything', 'alice', 'trigger-long-running-operation', args))
  await page.getByRole('button', { name: /^Send as alice/ }).click()
  const underWay = page.getByRole('region', { name: /^Under way: trigger-long-running-operation/ })
  await expect(underWay.getByRole('progressbar', { name: 'Progress' })).toBeVisible()
  await expect(underWay.getByRole('status')).toHaveText(/^[1-9]\d? of 60$/)
  await underWay.getByRole('button', { name: 'Cancel' }).click()
  await expect(verdictOf(page)).toContainText('It was cancelled before an answer')
  await expect(underWay).toHaveCount(0)
})

test('a stream is listened to, and the log lines that a server writes come in unasked', async ({
  console: page,
}) => {
  await open(page, toolAt('everything-direct', 'alice', 'toggle-simulated-logging', {}))
  const session = sessionOf(page, 'alice')
  await session.getByRole('button', { name: 'Listen' }).click()
  await expect(session).toContainText(/Session (begun|kept), listening/)
  await session.getByRole('combobox', { name: 'Log lines from level' }).selectOption('debug')
  await expect(page.getByText('Log lines from debug on.')).toBeVisible()
  await send(page, 'listed, allowed')
  await page.getByText('From the server', { exact: false }).first().click()
  const lines = page.getByRole('list', { name: 'From the server' }).getByRole('listitem')
  await expect(lines.filter({ hasText: /level.message/i }).first()).toContainText('alice')
  await session.getByRole('button', { name: 'End' }).click()
  await expect(session).toContainText('No session as alice.')
})

test('through the gateway a server asks nothing: its tools that would ask are not offered', async ({
  console: page,
}) => {
  await open(page, toolAt('everything-direct', 'alice'))
  await expect(listOf(page, 'alice')).toContainText('15 listed')
  await expect(listOf(page, 'alice')).toContainText('trigger-sampling-request')
  await page.getByRole('combobox', { name: 'Gateway' }).selectOption('everything')
  await expect(listOf(page, 'alice')).toContainText('13 listed')
  await expect(listOf(page, 'alice')).not.toContainText(/trigger-(elicitation|sampling)/)
})
