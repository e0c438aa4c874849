import {
  answered,
  answers,
  ask,
  composer,
  onAgentCore,
  onKagent,
  openChat,
  question,
  ready,
  toolCards,
} from './support/chat.ts'
import { press, tabTo } from './support/keyboard.ts'
import { openRegistry, rowOf } from './support/registry.ts'
import { expect, test } from './support/test.ts'

test('an agent is asked, stopped, read and left with the keyboard alone', async ({
  console: page,
  product,
}) => {
  await ready(page, onKagent)
  await openRegistry(page, '/instances')
  await tabTo(page, rowOf(page, onKagent).getByRole('link', { name: `Chat with ${onKagent}` }))
  await page.keyboard.press('Enter')
  // A page that is opened to write on begins where one writes.
  await expect(composer(page)).toBeFocused()
  await page.keyboard.type('What is')
  await page.keyboard.press('Shift+Enter')
  await page.keyboard.type('a kgateway TrafficPolicy?')
  await expect(composer(page)).toHaveValue('What is\na kgateway TrafficPolicy?')
  await product.lab.hold()
  await page.keyboard.press('Enter')
  await expect(toolCards(page)).toHaveCount(1)
  await expect(composer(page)).toBeFocused()
  // A dot that is written is a dot; outside the composer it stops the answer.
  await page.keyboard.type('.')
  await expect(composer(page)).toHaveValue('.')
  await page.keyboard.press('Backspace')
  await page.keyboard.press('Escape')
  await press(page, '.')
  await answered(page, 'stopped')
  await product.lab.release()

  await press(page, '/')
  await page.keyboard.type(question)
  await page.keyboard.press('Enter')
  const answer = await answered(page)
  const card = toolCards(answer).first()
  await tabTo(page, card.getByText(/^Result/), 'Shift+Tab')
  await page.keyboard.press('Enter')
  await expect(card).toContainText('gateway.kgateway.dev')
  await page.keyboard.press('Escape')
  await press(page, 'N')
  await expect(answers(page)).toHaveCount(0)
  await expect(composer(page)).toBeFocused()
})

test('two deployments are compared with the keyboard alone', async ({ console: page }) => {
  await ready(page, onKagent, onAgentCore)
  await openRegistry(page, '/instances')
  await tabTo(page, page.getByRole('link', { name: 'Compare answers' }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Same question')
  await expect(composer(page)).toBeVisible()
  await press(page, '/')
  await expect(composer(page)).toBeFocused()
  await page.keyboard.type(question)
  await page.keyboard.press('Enter')
  for (const answer of [answers(page).first(), answers(page).last()])
    await expect(answer).toHaveAttribute('data-state', 'done', { timeout: 20_000 })
  await expect(page.getByText('Compared.', { exact: true })).toBeVisible()
})

test('a screen reader is told how an answer stands and what it says, not every word as it comes', async ({
  console: page,
}) => {
  await openChat(page, onKagent)
  const said = await page.evaluateHandle(() => {
    const told: string[] = []
    const look = () => {
      for (const region of document.querySelectorAll('main output, main [aria-live]'))
        if (region.textContent && told.at(-1) !== region.textContent) told.push(region.textContent)
    }
    new MutationObserver(look).observe(document.body, {
      childList: true,
      subtree: true,
      characterData: true,
    })
    return told
  })
  await ask(page, 'How do I limit requests with kgateway?')
  await answered(page)
  await expect
    .poll(async () => (await said.jsonValue()).at(-1))
    .toContain('The knowledge base has a use case for this')
  expect((await said.jsonValue()).length).toBeLessThan(15)
})
