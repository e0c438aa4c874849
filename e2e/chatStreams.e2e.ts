import {
  answered,
  answers,
  ask,
  chatOf,
  conversationOf,
  kept,
  onAgentCore,
  onKagent,
  openChat,
  question,
  stopButton,
  toolCards,
} from './support/chat.ts'
import { expect, test } from './support/test.ts'

/** The numbers of a run's events: each came once, and in its turn. */
const inTurn = (count: number) => Array.from({ length: count }, (_, index) => index + 1)

for (const deployment of [onKagent, onAgentCore])
  test(`a reload in the middle of an answer of ${deployment} loses nothing and doubles nothing`, async ({
    console: page,
    product,
  }) => {
    await openChat(page, deployment)
    await ask(page, question)
    await answered(page)
    const [undisturbed] = await kept(page, await conversationOf(page))
    expect(undisturbed?.text).toContain('Worth knowing:')

    await product.lab.hold()
    await openChat(page, deployment)
    const before = await product.lab.toolCalls()
    await ask(page, question)
    const conversation = await conversationOf(page)
    await expect(toolCards(page)).toHaveText([/^doneToolget_crd_schema/])
    await page.reload()
    await expect(stopButton(page)).toBeVisible()
    await expect(answers(page)).toHaveAttribute('data-state', 'running')
    await expect(toolCards(page)).toHaveText([/^doneToolget_crd_schema/])
    await product.lab.release()

    const answer = await answered(page)
    await expect(stopButton(page)).toBeHidden()
    await expect(toolCards(answer)).toHaveCount(1)
    await expect(answer.getByText('Worth knowing:')).toHaveCount(1)
    expect(await product.lab.toolCalls()).toBe(before + 1)
    const [run, ...others] = await kept(page, conversation)
    expect(others).toEqual([])
    expect(run).toMatchObject({
      state: 'done',
      text: undisturbed?.text,
      ids: inTurn(run?.ids.length ?? 0),
    })

    // The text stands there before the document that it is laid out as.
    await expect(answer.getByRole('table')).toBeVisible()
    const seen = await answer.innerText()
    await page.reload()
    await expect(answers(page).getByRole('table')).toBeVisible()
    expect(await answers(page).innerText()).toBe(seen)
  })

test('a second window follows the same answer, and either of them stops it', async ({
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
  await expect(toolCards(second)).toHaveCount(1)
  await expect(stopButton(second)).toBeVisible()
  await product.lab.release()
  for (const window of [page, second])
    await expect(await answered(window)).toContainText('Source: CRD TrafficPolicy')

  await product.lab.hold()
  await ask(second, 'and its rateLimit field?')
  await expect(answers(page)).toHaveCount(2)
  await expect(stopButton(page)).toBeVisible()
  await stopButton(page).click()
  for (const window of [page, second]) await answered(window, 'stopped')
})

test('Stop on kagent asks it to cancel, and says that this agent cannot be', async ({
  console: page,
  product,
}) => {
  await product.lab.hold()
  await openChat(page, onKagent)
  await ask(page, question)
  await expect(toolCards(page)).toHaveCount(1)
  await expect(page.getByRole('form', { name: 'Ask' })).toContainText(
    'Stop asks kagent to cancel. An agent that cannot be cancelled may still finish',
  )
  await stopButton(page).click()
  const answer = await answered(page, 'stopped')
  await expect(answer).toContainText(
    'Stopped listening. This agent cannot be cancelled and may still finish on kagent.',
  )
  // What came before it stays, and the conversation goes on.
  await expect(toolCards(answer)).toHaveText([/^doneToolget_crd_schema/])
  await product.lab.release()
  await ask(page, 'Which ports does agentgateway use?')
  await expect(await answered(page)).toContainText('15000')
})

test('Stop on AgentCore says that the agent goes on, and offers to end its session, which costs it its memory', async ({
  console: page,
  product,
}) => {
  await product.lab.hold()
  await openChat(page, onAgentCore)
  await ask(page, question)
  await expect(toolCards(page)).toHaveCount(1)
  await expect(page.getByRole('form', { name: 'Ask' })).toContainText('Stop ends listening.')
  await page.keyboard.press('Escape')
  await page.keyboard.press('.')
  const answer = await answered(page, 'stopped')
  const sentence = 'Stopped listening. The agent goes on in its container on AgentCore'
  await expect(answer).toContainText(sentence)
  await page.getByRole('button', { name: 'End the AgentCore session' }).click()
  await expect(
    page.getByText('The session was ended at the runtime: the agent remembers nothing of this.'),
  ).toBeVisible()
  await product.lab.release()
  await ask(page, 'and its rateLimit field?')
  // With its memory it would know what "its" is; without, it can only search.
  await expect(toolCards(await answered(page))).toHaveText([/^doneToolsearch/])
})
