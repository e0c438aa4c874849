import {
  answered,
  answers,
  ask,
  onAgentCore,
  onKagent,
  openChat,
  question,
  toolCards,
} from './support/chat.ts'
import { startProduct } from './support/product.ts'
import { expect, test as usual } from './support/test.ts'

/** AgentCore ends a session here as soon as nothing happens in it, and the console knows that time. */
const test = usual.extend({
  product: [
    // Playwright wants a pattern here, and this fixture needs none of the others.
    async ({ browserName: _browser }, use) => {
      const product = await startProduct({
        env: { LAB_AGENTCORE_IDLE_MS: '1' },
        config: 's/^\\( *\\)via: agentcore$/&\\n\\1idle: 1ms/',
      })
      await use(product)
      await product.stop()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
})

test('a session that AgentCore has ended has forgotten what was said, and the answer says so', async ({
  console: page,
}) => {
  await openChat(page, onAgentCore)
  await ask(page, question)
  await expect(await answered(page)).toContainText('Source: CRD TrafficPolicy')
  await ask(page, 'and its rateLimit field?')
  const forgotten = await answered(page)
  await expect(forgotten).toContainText(
    /The session on AgentCore had ended after .+ without a question; the agent has forgotten what was said before\./,
  )
  // With its memory it would know what "its" is; without, it can only search.
  await expect(toolCards(forgotten)).toHaveText([/^doneToolsearch/])
  // The console has not forgotten it.
  await expect(answers(page).first()).toContainText('Source: CRD TrafficPolicy')
})

test('a conversation on kagent has no such end', async ({ console: page }) => {
  await openChat(page, onKagent)
  await ask(page, question)
  await answered(page)
  await ask(page, 'and its rateLimit field?')
  const remembered = await answered(page)
  await expect(remembered).not.toContainText('has forgotten')
  await expect(toolCards(remembered)).toHaveText([/^doneToolget_crd_schema/])
})
