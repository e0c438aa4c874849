import { expect, type Locator, type Page } from '@playwright/test'

/** The seed's agent on its two Runtimes, and its first question. */
export const onKagent = 'solofieldassistant-kagent'
export const onAgentCore = 'solofieldassistant-agentcore'
export const question = 'What is a kgateway TrafficPolicy?'
/** An agent that asks before it closes a ticket. */
export const triage = 'ticket-triage-kagent'

export const chatOf = (deployment: string, conversation = ''): string =>
  `/instances/${deployment}/chat${conversation === '' ? '' : `/${conversation}`}`

/** Where a question is written, in a conversation and in a comparison. */
export const composer = (page: Page): Locator => page.getByRole('textbox', { name: /^Ask / })

/** Questions with what came of them, in their order; also decisions. */
export const answers = (page: Page | Locator): Locator => page.getByRole('article')

/** The cards of the tools that were called: folds that begin with how the call stands. */
export const toolCards = (within: Page | Locator): Locator =>
  within.getByRole('group').filter({ hasText: /^[a-z ]+Tool[a-z_]+/ })

export const stopButton = (page: Page): Locator =>
  page.getByRole('form', { name: 'Ask' }).getByRole('button', { name: /^Stop/ })

/** The conversation's id, once its first question has given it an address. */
export async function conversationOf(page: Page): Promise<string> {
  await page.waitForURL(/\/chat\/[\da-f-]{36}/)
  return /\/chat\/([\da-f-]{36})/.exec(page.url())?.[1] ?? ''
}

/** Waits until deployments can be asked: a lab that has just begun is still bringing them about. */
export async function ready(page: Page, ...deployments: string[]): Promise<void> {
  for (const deployment of deployments) {
    const available = async () => {
      const headers = { 'x-csrf': '1' }
      const answer = await page.request.get(`/bff/chat/${deployment}`, { headers })
      if (!answer.ok()) return answer.status()
      return ((await answer.json()) as { available: boolean }).available // GET /bff/chat/:deployment
    }
    await expect.poll(available, { timeout: 20_000 }).toBe(true)
  }
}

/** Opens a conversation with a deployment that can be asked. */
export async function openChat(page: Page, deployment: string, conversation = ''): Promise<void> {
  await ready(page, deployment)
  await page.goto(chatOf(deployment, conversation))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Chat with ${deployment}`)
  await expect(composer(page)).toBeVisible()
}

/** Writes a question and sends it. */
export async function ask(page: Page, text: string): Promise<void> {
  await composer(page).fill(text)
  await composer(page).press('Enter')
}

/** Waits until the newest answer has come to its end, and gives it. */
export async function answered(page: Page, state = 'done'): Promise<Locator> {
  const last = answers(page).last()
  await expect(last).toHaveAttribute('data-state', state, { timeout: 20_000 })
  return last
}

/** What the console keeps of a conversation: of each run its state, the numbers of its events, and its text. */
export async function kept(page: Page, conversation: string) {
  const answer = await page.request.get(`/bff/conversations/${conversation}`, {
    headers: { 'x-csrf': '1' },
  })
  const { transcript } = (await answer.json()) as { transcript: Run[] } // GET /bff/conversations/:id
  return transcript.map(({ state, events }) => ({
    state,
    ids: events.map(({ id }) => id),
    text: events
      .map(({ event: { type, delta } }) => (type === 'TEXT_MESSAGE_CONTENT' ? delta : ''))
      .join(''),
  }))
}

interface Run {
  state: string
  events: { id: number; event: { type: string; delta?: string } }[]
}
