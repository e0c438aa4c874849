import {
  answered,
  answers,
  ask,
  composer,
  conversationOf,
  kept,
  onAgentCore,
  onKagent,
  openChat,
  question,
  ready,
  toolCards,
} from './support/chat.ts'
import { assistant } from './support/registry.ts'
import { expect, test } from './support/test.ts'

test('kagent goes away in the middle of an answer: what came stays, and Resume brings the rest', async ({
  console: page,
  product,
}) => {
  await product.lab.hold()
  await openChat(page, onKagent)
  await ask(page, question)
  const conversation = await conversationOf(page)
  await expect(toolCards(page)).toHaveCount(1)
  await product.lab.fault('kagent-down')
  const answer = await answered(page, 'failed')
  await expect(answer).toContainText('The connection to kagent was lost before the answer ended.')
  await expect(toolCards(answer)).toHaveCount(1)
  await product.lab.clearFaults()
  await product.lab.release()
  await answer.getByRole('button', { name: 'Resume' }).click()
  const resumed = await answered(page)
  await expect(resumed).toContainText('Source: CRD TrafficPolicy')
  await expect(toolCards(resumed)).toHaveCount(1)
  await expect(resumed.getByText('Worth knowing:')).toHaveCount(1)
  expect(await kept(page, conversation)).toMatchObject([{ state: 'done' }])
})

test('an answer on AgentCore that breaks off cannot be taken up again, and only says so', async ({
  console: page,
  product,
}) => {
  await product.lab.hold()
  await openChat(page, onAgentCore)
  await ask(page, question)
  await expect(toolCards(page)).toHaveCount(1)
  await product.lab.fault('agentcore-down')
  const answer = await answered(page, 'failed')
  await expect(answer).toContainText('The connection to AgentCore was lost')
  await expect(answer.getByRole('button', { name: 'Resume' })).toHaveCount(0)
  await product.lab.clearFaults()
  await product.lab.release()
  await answer.getByRole('button', { name: 'Ask again' }).click()
  await expect(await answered(page)).toContainText('Source: CRD TrafficPolicy')
})

for (const [deployment, part] of [
  [onKagent, 'kagent'],
  [onAgentCore, 'agentcore'],
] as const)
  test(`whatever ${part} answers instead of an agent, the conversation says in a sentence what it was`, async ({
    console: page,
    product,
  }) => {
    await openChat(page, deployment)
    for (const [fault, code] of [
      ['down', 'unreachable'],
      ['broken-sse', 'stream_interrupted'],
      ['bad-json', 'not_understood'],
      ['html', 'not_understood'],
      ['server-error', 'agent_failed'],
    ] as const) {
      // The registry looks at its runtimes too, and would soon call the deployment not ready.
      await ready(page, deployment)
      await expect(page.getByText('is not ready')).toHaveCount(0)
      await composer(page).fill(`${question} (${fault})`)
      await product.lab.fault(`${part}-${fault}`)
      await composer(page).press('Enter')
      const answer = answers(page).filter({ hasText: `(${fault})` })
      await expect(answer.getByText('total')).toBeVisible()
      await expect.soft(answer, fault).toHaveAttribute('data-state', 'failed')
      await expect.soft(answer, fault).toContainText(code)
      await product.lab.clearFaults()
    }
    await ready(page, deployment)
    await expect(page.getByText('is not ready')).toHaveCount(0)
    await ask(page, question)
    await expect(await answered(page)).toContainText('Source: CRD TrafficPolicy')
  })

test('a container that fails is told apart from a runtime that is gone', async ({
  console: page,
  product,
}) => {
  await openChat(page, onAgentCore)
  await product.lab.killOnAgentCore(assistant)
  try {
    await ask(page, question)
    const answer = await answered(page, 'failed')
    await expect(answer).toContainText("The agent's container failed.")
    await expect(answer).toContainText('HTTP 424')
    await expect(composer(page)).toBeFocused()
  } finally {
    await product.lab.reviveOnAgentCore(assistant)
  }
})
