import type { Page } from '@playwright/test'

import {
  answered,
  answers,
  ask,
  conversationOf,
  openChat,
  toolCards,
  triage,
} from './support/chat.ts'
import { press, tabTo } from './support/keyboard.ts'
import { section } from './support/registry.ts'
import { expect, test } from './support/test.ts'

const approval = (page: Page) => section(page, 'The agent asks before it goes on')

/** Tickets that are closed here are open again for the next test. */
test.use({ alone: 'registry' })
test.afterEach(({ product }) => product.lab.reset())

test('what the agent would do stands on a card, and happens when it is approved', async ({
  console: page,
}) => {
  await openChat(page, triage)
  await ask(page, 'Close T-1041 because it works as meant')
  const waiting = await answered(page, 'waiting')
  await expect(waiting).toContainText('that needs your approval')
  await expect(approval(page)).toContainText('close_ticket')
  await expect(approval(page)).toContainText('"resolution":"it works as meant"')
  await expect(toolCards(waiting).last()).toContainText('waits for approval')
  // A reload asks again; nothing was decided by it.
  await page.reload()
  await approval(page).getByRole('button', { name: 'Approve' }).click()
  await expect(await answered(page)).toContainText('You approved this')
  await expect(answers(page).first()).toContainText('Approved.')
  await expect(approval(page).getByRole('button')).toHaveCount(0)
  await expect(toolCards(answers(page).first()).last()).toHaveText(/^doneToolclose_ticket/)
  await ask(page, 'Which tickets are closed?')
  await expect(await answered(page)).toContainText('T-1041')
})

test('a rejection tells the agent why, by keyboard alone, and nothing happens', async ({
  console: page,
}) => {
  await openChat(page, triage)
  await press(page, '/')
  await page.keyboard.type('Close T-1042 because it is old')
  await page.keyboard.press('Enter')
  await answered(page, 'waiting')
  await tabTo(
    page,
    approval(page).getByRole('textbox', { name: 'Reason for a rejection' }),
    'Shift+Tab',
  )
  await page.keyboard.type('It still happens every day')
  await page.keyboard.press('Enter')
  const rejected = await answered(page)
  await expect(rejected).toContainText('You rejected this: It still happens every day')
  await expect(answers(page).first()).toContainText('Rejected.')
  await expect(toolCards(answers(page).first()).last()).toHaveText(/^rejectedToolclose_ticket/)
  await ask(page, 'Which tickets are open?')
  await expect(await answered(page)).toContainText('T-1042')
})

test('an approval that nobody decides has expired once the conversation goes on', async ({
  console: page,
}) => {
  await openChat(page, triage)
  await ask(page, 'Close T-1043 because it is known')
  await answered(page, 'waiting')
  await ask(page, 'Which tickets are open?')
  await expect(await answered(page)).toContainText('T-1043')
  await expect(answers(page).first()).toContainText(
    'Expired: the conversation went on without a decision.',
  )
  await expect(page.getByRole('button', { name: 'Approve' })).toHaveCount(0)
  await page.reload()
  await expect(answers(page).first()).toContainText('Expired: the conversation went on')
})

test('two windows show the same approval, and it is decided once', async ({
  console: page,
  context,
}) => {
  await openChat(page, triage)
  await ask(page, 'Close T-1041 because it works as meant')
  await answered(page, 'waiting')
  const second = await context.newPage()
  await second.goto(`/instances/${triage}/chat/${await conversationOf(page)}`)
  await expect(approval(second).getByRole('button', { name: 'Approve' })).toBeVisible()
  await approval(page).getByRole('button', { name: 'Approve' }).click()
  await answered(page)
  await expect(approval(second).getByRole('button')).toHaveCount(0)
  await expect(answers(second).first()).toContainText('Approved.')
})
