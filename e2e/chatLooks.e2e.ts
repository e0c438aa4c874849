import type { Page } from '@playwright/test'

import { violations } from './support/axe.ts'
import {
  answered,
  answers,
  ask,
  conversationOf,
  chatOf,
  composer,
  onAgentCore,
  onKagent,
  openChat,
  question,
  ready,
  triage,
} from './support/chat.ts'
import { overflow, smallText } from './support/measure.ts'
import { looking, themes } from './support/routes.ts'
import { expect, test } from './support/test.ts'

// Each asks axe many times, and axe takes its time on two cores.
test.describe.configure({ timeout: 120_000 })

const windows = [
  { width: 390, height: 844, stage: false },
  { width: 1280, height: 720, stage: true },
  { width: 1440, height: 900, stage: false },
  { width: 1920, height: 1080, stage: false },
]

/** Opens a conversation and waits until its answers stand there as the documents that they are. */
async function open(page: Page, address: string) {
  await page.goto(address)
  await expect(answers(page).getByRole('strong').first()).toBeVisible()
}

/** Looks at the page in every window; what is wider than its window is named, and what is small on a stage. */
async function lookAtAll(page: Page, address: string, path: (name: string) => string) {
  for (const [index, { width, height, stage }] of windows.entries()) {
    await page.setViewportSize({ width, height })
    await open(page, looking(address, themes[index % 2] ?? 'light', stage))
    expect.soft(await overflow(page), `${width}`).toEqual([])
    await expect.soft(composer(page), `${width}`).toBeInViewport()
    await page.screenshot({ path: path(`${width}.png`) })
  }
  await page.setViewportSize({ width: 1920, height: 1080 })
  await open(page, looking(address, 'dark', true))
  expect.soft(await smallText(page, 24), 'on stage').toEqual([])
  await page.screenshot({ path: path('stage.png') })
}

/** Asks axe in both themes, at the desk and on stage. */
async function defectsOf(page: Page, address: string) {
  for (const theme of themes)
    for (const stage of [false, true]) {
      await open(page, looking(address, theme, stage))
      expect.soft(await violations(page), `${theme} ${stage ? 'stage' : ''}`).toEqual([])
    }
}

test('a conversation with an answer, a failure and tools has no accessibility defect, and never scrolls sideways', async ({
  console: page,
  product,
}, info) => {
  await openChat(page, onKagent)
  await ask(page, question)
  await answered(page)
  await ask(page, 'How do I limit requests with kgateway?')
  await answered(page)
  await product.lab.fault('kagent-down')
  await ask(page, 'and its rateLimit field?')
  await answered(page, 'failed')
  await product.lab.clearFaults()
  const address = chatOf(onKagent, await conversationOf(page))
  await defectsOf(page, address)
  await lookAtAll(page, address, (name) => info.outputPath(name))
})

test('an approval that waits has no accessibility defect, and never scrolls sideways', async ({
  console: page,
}, info) => {
  await openChat(page, triage)
  await ask(page, 'Close T-1041 because it works as meant')
  await answered(page, 'waiting')
  const address = chatOf(triage, await conversationOf(page))
  await defectsOf(page, address)
  await lookAtAll(page, address, (name) => info.outputPath(name))
})

test('a comparison with its differences has no accessibility defect, and never scrolls sideways', async ({
  console: page,
  product,
}, info) => {
  await ready(page, onKagent, onAgentCore)
  await page.goto(`/chat/compare?left=${onKagent}&right=${onAgentCore}`)
  await ask(page, question)
  for (const answer of [answers(page).first(), answers(page).last()])
    await expect(answer).toHaveAttribute('data-state', 'done', { timeout: 20_000 })
  await product.lab.fault('agentcore-down')
  await ask(page, 'and its rateLimit field?')
  await expect(answers(page)).toHaveCount(4)
  await expect(answers(page).last()).toHaveAttribute('data-state', 'failed', { timeout: 20_000 })
  await product.lab.clearFaults()
  const { pathname, search } = new URL(page.url())
  await defectsOf(page, pathname + search)
  await lookAtAll(page, pathname + search, (name) => info.outputPath(name))
})

test('an answer that streams has no accessibility defect', async ({ console: page, product }) => {
  await product.lab.hold()
  await openChat(page, onAgentCore)
  await ask(page, question)
  await expect(page.getByText('done').first()).toBeAttached()
  expect(await violations(page)).toEqual([])
})
