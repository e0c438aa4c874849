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
import { assistant, openRegistry, rowOf, section } from './support/registry.ts'
import { expect, test } from './support/test.ts'

const source = 'Source: CRD TrafficPolicy (gateway.kgateway.dev/v1alpha1), kgateway 2.4.'

test('Scene 1: one Agent, two Deployments, the same question: the same tools, the same answer, another runtime', async ({
  console: page,
  product,
}) => {
  await ready(page, onKagent, onAgentCore)
  await openRegistry(page, `/catalog/agents/${assistant}`)
  await page.getByRole('link', { name: 'Compare both' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Same question, two runtimes')
  const main = page.getByRole('main')
  await expect(main).toContainText(`Same Agent ${assistant}@latest, same image. Only runtimeRef`)
  await expect(main).toContainText('Answers by the offline model.')
  const before = await product.lab.toolCalls()
  await ask(page, question)
  const turn = section(page, question)
  await expect(answers(turn)).toHaveCount(2)
  // The agent's page lists its Deployments by their names, and the columns keep that order.
  for (const [index, way] of ['agentcore, A2A', 'kagent-a2a, A2A'].entries()) {
    const answer = answers(turn).nth(index)
    await expect(answer).toHaveAttribute('data-state', 'done', { timeout: 20_000 })
    await expect(answer).toContainText('A TrafficPolicy is a policy for the traffic of a Gateway')
    await expect(answer).toContainText(source)
    await expect(toolCards(answer)).toHaveText([/^doneToolget_crd_schema/])
    await expect(answer).toContainText(/\d tokens \([\d,]+ in, [\d,]+ out\)/)
    await expect(answer).toContainText(way)
  }
  // Each card stands for a call that the knowledge base has really answered.
  expect(await product.lab.toolCalls()).toBe(before + 2)
  await expect(turn).toContainText('The same tool, with the same arguments and the same result.')
  await expect(turn).toContainText('The answers are the same, word for word.')
})

for (const deployment of [onKagent, onAgentCore])
  test(`${deployment} answers from the knowledge base, and remembers what it was asked`, async ({
    console: page,
    product,
  }) => {
    await ready(page, deployment)
    await openRegistry(page, '/instances')
    await rowOf(page, deployment)
      .getByRole('link', { name: `Chat with ${deployment}` })
      .click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Chat with ${deployment}`)
    const before = await product.lab.toolCalls()
    await page.getByRole('button', { name: question }).click()
    const answer = await answered(page)
    const card = toolCards(answer).first()
    await expect(card).toContainText('"kind": "TrafficPolicy"')
    await card.getByText(/^Result/).click()
    await expect(card).toContainText('gateway.kgateway.dev')
    await expect(answer).toContainText(source)
    await expect(
      answer.getByRole('row', { name: /^spec\.rateLimit Limits how many/ }),
    ).toBeVisible()
    expect(await product.lab.toolCalls()).toBe(before + 1)

    await ask(page, 'and its rateLimit field?')
    const second = await answered(page)
    await expect(answers(page)).toHaveCount(2)
    // It knows what "its" is, and need not search for it.
    await expect(toolCards(second)).toHaveText([/^doneToolget_crd_schema.*TrafficPolicy/])
    await expect(second).toContainText('rateLimit')
    await expect(page.getByText('offline model').first()).toBeVisible()
  })

test('text before and after the tools is kept, in the order in which it came', async ({
  console: page,
}) => {
  await openChat(page, onKagent)
  await ask(page, 'How do I limit requests with kgateway?')
  const answer = await answered(page)
  const words = await answer.innerText()
  const places = [/^You asked/, /Let me/, /get_use_case/, /a use case for this/].map((what) =>
    words.search(what),
  )
  expect(places).not.toContain(-1)
  expect(places).toEqual(places.toSorted((a, b) => a - b))
})

test('a side that fails leaves the other one its answer, and answers when it is asked again', async ({
  console: page,
  product,
}) => {
  await ready(page, onKagent, onAgentCore)
  await page.goto(`/chat/compare?left=${onKagent}&right=${onAgentCore}`)
  await expect(composer(page)).toBeVisible()
  await product.lab.killOnAgentCore(assistant)
  try {
    await ask(page, question)
    const [left, right] = [answers(page).nth(0), answers(page).nth(1)]
    await expect(right).toHaveAttribute('data-state', 'failed', { timeout: 20_000 })
    await expect(right).toContainText("The agent's container failed.")
    await expect(right).toContainText('Look into CloudWatch, log group')
    await expect(left).toHaveAttribute('data-state', 'done', { timeout: 20_000 })
    await expect(left).toContainText(source)
    await product.lab.reviveOnAgentCore(assistant)
    await right.getByRole('button', { name: 'Ask again' }).click()
    await expect(answers(page).last()).toHaveAttribute('data-state', 'done', { timeout: 20_000 })
    await expect(answers(page).last()).toContainText(source)
  } finally {
    await product.lab.reviveOnAgentCore(assistant)
  }
})
