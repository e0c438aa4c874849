import { type Cable, freePort, layCable } from './support/cable.ts'
import {
  answered,
  ask,
  composer,
  conversationOf,
  kept,
  onAgentCore,
  onKagent,
  openChat,
  question,
  toolCards,
} from './support/chat.ts'
import { startProduct } from './support/product.ts'
import { expect, test as usual } from './support/test.ts'

/** The console of these tests is reached over a cable, under the address of its near end. */
const test = usual.extend<object, { cable: Cable; port: number }>({
  port: [
    // Playwright wants a pattern here, and this fixture needs none of the others.
    async ({ browserName: _browser }, use) => {
      await use(await freePort())
    },
    { scope: 'worker' },
  ],
  cable: [
    async ({ port }, use) => {
      const cable = await layCable(port)
      await use(cable)
      cable.close()
    },
    { scope: 'worker' },
  ],
  product: [
    async ({ cable, port }, use) => {
      const origin = `http://localhost:${cable.port}`
      const env = { PARALLAX_PORT: String(port), PARALLAX_PUBLIC_ORIGIN: origin }
      const product = await startProduct({ env })
      await use(product)
      await product.stop()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
})

for (const deployment of [onKagent, onAgentCore])
  test(`a connection that is lost in the middle of an answer of ${deployment} is taken up where it was`, async ({
    console: page,
    cable,
    product,
  }) => {
    await product.lab.hold()
    await openChat(page, deployment)
    await ask(page, question)
    const conversation = await conversationOf(page)
    await expect(toolCards(page)).toHaveText([/^doneToolget_crd_schema/])
    cable.pull()
    await expect(page.getByText('The connection is lost; reconnecting.')).toBeVisible()
    // The agent goes on meanwhile, and what it says is kept.
    await product.lab.release()
    cable.plug()
    const answer = await answered(page)
    await expect(page.getByText('The connection is lost')).toBeHidden()
    await expect(toolCards(answer)).toHaveCount(1)
    await expect(answer.getByText('Worth knowing:')).toHaveCount(1)
    const [run] = await kept(page, conversation)
    expect(run?.ids).toEqual(Array.from({ length: run?.ids.length ?? 0 }, (_, index) => index + 1))
  })

test('a question that could not be sent stays where it was written', async ({
  console: page,
  cable,
}) => {
  await openChat(page, onKagent)
  cable.pull()
  try {
    await ask(page, question)
    await expect(page.getByRole('alert')).toBeVisible()
    await expect(composer(page)).toHaveValue(question)
  } finally {
    cable.plug()
  }
  await composer(page).press('Enter')
  await expect(await answered(page)).toContainText('Source: CRD TrafficPolicy')
})
