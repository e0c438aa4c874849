import {
  answered,
  answers,
  ask,
  composer,
  onAgentCore,
  onKagent,
  openChat,
  question,
  stopButton,
  toolCards,
} from './support/chat.ts'
import { startProduct } from './support/product.ts'
import { expect, test as usual } from './support/test.ts'

/** A console that knows no runtime itself: the registry passes every question on. */
const test = usual.extend({
  product: [
    // Playwright wants a pattern here, and this fixture needs none of the others.
    async ({ browserName: _browser }, use) => {
      const product = await startProduct({ config: '/^  runtimes:/,$d' })
      await use(product)
      await product.stop()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
})

for (const deployment of [onKagent, onAgentCore])
  test(`${deployment} answers through the registry alone, with the same tools`, async ({
    console: page,
    product,
  }) => {
    await openChat(page, deployment)
    const before = await product.lab.toolCalls()
    await ask(page, question)
    const answer = await answered(page)
    await expect(answer).toContainText('registry-a2a, A2A')
    await expect(toolCards(answer)).toHaveText([/^doneToolget_crd_schema/])
    await expect(answer).toContainText('Source: CRD TrafficPolicy')
    expect(await product.lab.toolCalls()).toBe(before + 1)
  })

test('Stop says that the registry has no way to cancel', async ({ console: page, product }) => {
  await product.lab.hold()
  await openChat(page, onKagent)
  await ask(page, question)
  await stopButton(page).click()
  await expect(await answered(page, 'stopped')).toContainText(
    'Stopped listening. The registry has no way to cancel; the agent may still finish on its runtime.',
  )
})

test('a persona that may not invoke an agent is refused, and one that may is not', async ({
  console: page,
}) => {
  await openChat(page, onKagent)
  await page.goto(`/instances/${onKagent}/chat?as=viewer`)
  await ask(page, question)
  const refused = await answered(page, 'failed')
  await expect(refused).toContainText('access_denied')
  await expect(refused).toContainText('Ask as a persona that may invoke this agent.')
  await expect(answers(page)).toHaveCount(1)
  await expect(composer(page)).toBeEnabled()
})
