import { readFile } from 'node:fs/promises'

import type { Page } from '@playwright/test'

import {
  answered,
  answers,
  ask,
  chatOf,
  composer,
  conversationOf,
  onKagent,
  openChat,
  question,
} from './support/chat.ts'
import { press } from './support/keyboard.ts'
import { assistant } from './support/registry.ts'
import { expect, test } from './support/test.ts'

const list = (page: Page) => page.getByRole('navigation', { name: /^Conversations with/ })

const draft = 'How would I write a policy that'

test('a draft is kept through a reload, another page and another conversation', async ({
  console: page,
}) => {
  await openChat(page, onKagent)
  await ask(page, question)
  await answered(page)
  await composer(page).fill(draft)
  await page.reload()
  await expect(composer(page)).toHaveValue(draft)
  await page
    .getByRole('button', { name: /^New conversation/ })
    .first()
    .click()
  await expect(composer(page)).toHaveValue('')
  await composer(page).fill('something else')
  await list(page).getByRole('link').click()
  await expect(composer(page)).toHaveValue(draft)
  await page.goto('/instances')
  await page.goBack()
  await expect(composer(page)).toHaveValue(draft)
  await page.goto(chatOf(onKagent))
  await expect(composer(page)).toHaveValue('something else')
})

test('what is written while an answer comes waits for its turn', async ({
  console: page,
  product,
}) => {
  await product.lab.hold()
  await openChat(page, onKagent)
  await ask(page, question)
  await composer(page).fill('and its rateLimit field?')
  await composer(page).press('Enter')
  await expect(answers(page)).toHaveCount(1)
  await expect(composer(page)).toHaveValue('and its rateLimit field?')
  await expect(page.getByRole('button', { name: 'Send' })).toHaveAccessibleDescription(
    /The agent is still answering/,
  )
  await product.lab.release()
  await answered(page)
  await composer(page).press('Enter')
  await expect(answers(page)).toHaveCount(2)
  await expect(await answered(page)).toContainText('rateLimit')
})

test('conversations are listed, renamed, and deleted for good', async ({ console: page }) => {
  await openChat(page, onKagent)
  await ask(page, question)
  await answered(page)
  const first = await conversationOf(page)
  await composer(page).press('Escape')
  await press(page, 'N')
  await ask(page, 'Which ports does agentgateway use?')
  await answered(page)
  await expect(list(page).getByRole('link')).toHaveText([
    /^Which ports does agentgateway use\?/,
    /^What is a kgateway TrafficPolicy\?/,
  ])

  await page.getByRole('button', { name: `Rename ${question}` }).click()
  const rename = page.getByRole('dialog', { name: 'Rename the conversation' })
  await rename.getByRole('textbox', { name: 'Name' }).fill('Policies <b>of kgateway</b>')
  await rename.getByRole('button', { name: 'Rename' }).click()
  const renamed = list(page).getByRole('link', { name: 'Policies <b>of kgateway</b>' })
  await renamed.click()
  await expect(page).toHaveURL(new RegExp(first))
  await page.reload()
  await expect(renamed).toHaveAttribute('aria-current', 'page')

  await page.getByRole('button', { name: 'Delete Policies <b>of kgateway</b>' }).click()
  const remove = page.getByRole('dialog', { name: 'Delete the conversation' })
  await expect(remove).toContainText('What the runtime itself keeps of it is not touched.')
  await remove.getByRole('button', { name: 'Delete', exact: true }).click()
  await expect(list(page).getByRole('link')).toHaveText([/^Which ports/])
  await page.goto(chatOf(onKagent, first))
  await expect(page.getByText('This conversation is not here')).toBeVisible()
})

test('a conversation that is deleted while it is answered is stopped, in every window', async ({
  console: page,
  context,
  product,
}) => {
  await product.lab.hold()
  await openChat(page, onKagent)
  await ask(page, question)
  const conversation = await conversationOf(page)
  const second = await context.newPage()
  await second.goto(chatOf(onKagent, conversation))
  await expect(answers(second)).toHaveCount(1)
  await page.getByRole('button', { name: `Delete ${question}` }).click()
  await page
    .getByRole('dialog', { name: 'Delete the conversation' })
    .getByRole('button', { name: 'Delete', exact: true })
    .click()
  await expect(list(page).getByRole('link')).toHaveCount(0)
  await expect(second.getByText('This conversation is not here')).toBeVisible()
})

test('a conversation is exported to read, and with every event', async ({ console: page }) => {
  await openChat(page, onKagent)
  await expect(page.getByRole('button', { name: 'Export' })).toBeDisabled()
  await ask(page, question)
  await answered(page)
  const conversation = await conversationOf(page)
  const save = async (name: RegExp) => {
    await page.getByRole('button', { name: 'Export' }).click()
    const saved = page.waitForEvent('download')
    await page.getByRole('dialog', { name: 'Export' }).getByRole('button', { name }).click()
    const file = await saved
    return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') }
  }
  const markdown = await save(/^Markdown/)
  expect(markdown.name).toMatch(/\.md$/)
  expect(markdown.text).toContain(`# ${question}`)
  expect(markdown.text).toContain('Tool `get_crd_schema`: done')
  expect(markdown.text).toContain('Answers by the offline model')
  expect(markdown.text).toContain('Source: CRD `TrafficPolicy` (`gateway.kgateway.dev/v1alpha1`)')
  const { name, text } = await save(/^JSON/)
  expect(name).toMatch(/\.json$/)
  const { conversations } = JSON.parse(text)
  expect(conversations).toMatchObject([
    { deployment: onKagent, conversation, runs: [{ state: 'done' }] },
  ])
  expect(conversations[0].runs[0].events.at(-1).event.type).toBe('RUN_FINISHED')
  for (const secret of ['Bearer', 'eyJ', 'kagent-secret']) {
    expect(text).not.toContain(secret)
    expect(markdown.text).not.toContain(secret)
  }
})

test('the raw events and the exchange on the wire are behind every answer', async ({
  console: page,
  product,
}) => {
  await openChat(page, onKagent)
  await ask(page, question)
  const answer = await answered(page)
  await answer.getByText(/^Raw events \(\d+\)$/).click()
  const rows = answer.getByRole('group', { name: 'Raw events' }).getByRole('listitem')
  await expect(rows.first()).toContainText('RUN_STARTED')
  await expect(rows.last()).toContainText('RUN_FINISHED')
  await answer.getByRole('link', { name: 'On the wire' }).click()
  const wire = page.getByRole('main')
  await expect(wire).toContainText(`${product.origins['kagent']}/api/a2a/kagent/${assistant}`)
  await expect(wire).toContainText('"name":"get_crd_schema"')
})
