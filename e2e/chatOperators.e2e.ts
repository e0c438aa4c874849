import {
  answered,
  answers,
  ask,
  chatOf,
  conversationOf,
  onAgentCore,
  onKagent,
  openChat,
  question,
} from './support/chat.ts'
import { expect, test } from './support/test.ts'

test('an operator who is given the address of another one’s conversation sees nothing of it', async ({
  console: page,
  another,
  signIn,
}) => {
  await openChat(page, onKagent)
  await ask(page, question)
  await answered(page)
  const conversation = await conversationOf(page)

  const carols = await another()
  await signIn(carols, 'carol')
  await carols.goto(chatOf(onKagent, conversation))
  await expect(carols.getByText('This conversation is not here')).toBeVisible()
  await expect(carols.getByRole('main')).not.toContainText(question)
  await expect(answers(carols)).toHaveCount(0)
  await expect(carols.getByRole('navigation', { name: /^Conversations with/ })).toContainText(
    'No conversation yet.',
  )
  // In a comparison it is no more there than on its own page.
  await carols.goto(`/chat/compare?left=${onKagent}&right=${onAgentCore}&c=${conversation},`)
  await expect(carols.getByText('This conversation is gone')).toBeVisible()
  await expect(answers(carols)).toHaveCount(0)

  // The one who began it goes on with it at the same address, also in another browser.
  const presenters = await another()
  await signIn(presenters)
  await presenters.goto(chatOf(onKagent, conversation))
  await expect(answers(presenters)).toHaveCount(1)
  await ask(presenters, 'and its rateLimit field?')
  await expect(await answered(presenters)).toContainText('rateLimit')
  await expect(answers(page)).toHaveCount(2)
})

test('two operators ask the same deployment at once, and each has a memory of their own there', async ({
  console: page,
  another,
  signIn,
}) => {
  const carols = await another()
  await signIn(carols, 'carol')
  await openChat(page, onKagent)
  await openChat(carols, onKagent)
  await ask(page, question)
  await ask(carols, 'What is an AgentgatewayPolicy?')
  await Promise.all([answered(page), answered(carols)])
  await ask(page, 'and its rateLimit field?')
  await expect(await answered(page)).toContainText('TrafficPolicy')
  await ask(carols, 'Which kind did I ask you about?')
  await expect(await answered(carols)).not.toContainText('kgateway TrafficPolicy?')
  await expect(carols.getByRole('main')).not.toContainText(question)
})
