import type { Page } from '@playwright/test'

import { answerOf, send, toolAt, verdictOf } from './support/explorer.ts'
import { open } from './support/keyboard.ts'
import { expect, test } from './support/test.ts'

const gateway = 'everything-direct'

const question = (page: Page, persona: string) =>
  page.getByRole('region', { name: `${gateway} asks ${persona}`, exact: true })

/** Calls the tool that asks back, and waits for the question. */
async function beAsked(page: Page, persona: string) {
  await open(page, toolAt(gateway, persona, 'trigger-elicitation-request', {}))
  await page.getByRole('button', { name: /^Send as/ }).click()
  await expect(question(page, persona)).toContainText('Please provide inputs')
}

test('a server’s question is answered in a form of its schema, and the call ends with the answer', async ({
  console: page,
}) => {
  await beAsked(page, 'alice')
  const asked = question(page, 'alice')
  await expect(asked).toContainText('Asked because alice called trigger-elicitation-request')
  await asked.getByRole('button', { name: 'Accept and send' }).click()
  const name = asked.getByRole('textbox', { name: /^name/ })
  await expect(name).toBeFocused()
  await expect(name).toHaveAccessibleDescription(/is required/i)
  await name.fill('Ada Lovelace')
  await asked.getByRole('button', { name: 'Accept and send' }).click()
  await expect(verdictOf(page)).toContainText('listed, allowed')
  await expect(answerOf(page)).toContainText('Ada Lovelace')
  await expect(asked).toHaveCount(0)
})

test('a question waits through another page and a reload, and is declined', async ({
  console: page,
}) => {
  await beAsked(page, 'bob')
  await open(page, '/wire')
  const strip = page.getByRole('status').filter({ hasText: `${gateway} asks bob.` })
  await expect(strip).toContainText('Its server waits.')
  await page.reload()
  await strip.getByRole('link', { name: 'Answer' }).click()
  await expect(page).toHaveURL(`/tools?gateway=${gateway}&as=bob`)
  await expect(question(page, 'bob')).toContainText('Asked because bob')
  await question(page, 'bob').getByRole('button', { name: 'Decline' }).click()
  await expect(question(page, 'bob')).toHaveCount(0)
  await open(page, toolAt(gateway, 'bob', 'trigger-elicitation-request'))
  const calls = page.getByRole('region', { name: /^Calls/ })
  await calls.getByRole('link', { name: /trigger-elicitation-request listed, allowed/ }).click()
  await expect(answerOf(page)).toContainText('User declined to provide the requested information')
})

test('a question reaches the operator and the persona that caused it, and nobody else', async ({
  console: page,
  another,
  signIn,
}) => {
  const other = await another()
  await signIn(other, 'carol')
  await beAsked(page, 'bob')
  await open(other, toolAt(gateway, 'bob'))
  await expect(other.getByRole('complementary', { name: 'Tools as bob' })).toContainText(
    '15 listed',
  )
  await expect(question(other, 'bob')).toHaveCount(0)
  await expect(question(page, 'bob')).toBeVisible()
  await expect(question(page, 'alice')).toHaveCount(0)
})

test('the operator is the model for a server that asks for one', async ({ console: page }) => {
  const args = { prompt: 'Say hello in one word', maxTokens: 50 }
  await open(page, toolAt(gateway, 'alice', 'trigger-sampling-request', args))
  await page.getByRole('button', { name: /^Send as/ }).click()
  const asked = page.getByRole('region', { name: `${gateway} asks for a model’s answer` })
  await expect(asked).toContainText('You are a helpful test server.')
  await expect(asked).toContainText('Say hello in one word')
  await expect(asked).toContainText('It may take 50 tokens.')
  const accept = asked.getByRole('button', { name: 'Send the answer' })
  await expect(accept).toHaveAccessibleDescription('Write the answer first.')
  await asked.getByRole('textbox', { name: /^Your answer/ }).fill('Hello!')
  await accept.click()
  await expect(verdictOf(page)).toContainText('listed, allowed')
  await expect(answerOf(page)).toContainText('Hello!')
})

test('a call that is cancelled takes its question with it', async ({ console: page }) => {
  await beAsked(page, 'alice')
  const underWay = page.getByRole('region', { name: /^Under way: trigger-elicitation-request/ })
  await underWay.getByRole('button', { name: 'Cancel' }).click()
  await expect(verdictOf(page)).toContainText('It was cancelled')
  await expect(question(page, 'alice')).toHaveCount(0)
  await open(page, toolAt(gateway, 'alice', 'echo', { message: 'still alive' }))
  await expect(await send(page, 'listed, allowed')).toContainText('Echo: still alive')
})
