import { randomUUID } from 'node:crypto'

import { HttpAgent, type Message } from '@ag-ui/client'
import { EventSchema } from '@ag-ui/core/schemas'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'

import { loadConfig } from './config/load.ts'
import { createSecrets } from './config/secrets.ts'
import type { ChatEvent, ChatTarget, ConversationView, RunView, StopView } from './contract.ts'
import type { Browser } from './testing/browser.ts'
import { runConsole } from './testing/console.ts'
import { startLab, type TestLab } from './testing/lab.ts'
import { publishedTokens } from './testing/publishedTokens.ts'
import { Visitor } from './testing/visitor.ts'

const onKagent = 'solofieldassistant-kagent'
const onAgentCore = 'solofieldassistant-agentcore'
const question = 'What is a kgateway TrafficPolicy?'

let lab: TestLab
let console: Awaited<ReturnType<typeof runConsole>>
let presenter: Browser
let carol: Browser

beforeAll(async () => {
  lab = await startLab()
  const env: Record<string, string> = {
    PARALLAX_CONFIG: lab.config,
    PARALLAX_CLIENT_SECRET: 'kagent-secret',
    LAB_AWS_ACCESS_KEY_ID: 'LABACCESSKEYID',
    LAB_AWS_SECRET_ACCESS_KEY: 'lab-secret-access-key',
    LAB_SEED_002_TOKEN: publishedTokens['seed-002'],
    LAB_SEED_003_TOKEN: publishedTokens['seed-003'],
  }
  for (const name of ['alice', 'bob', 'carol', 'dave'])
    env[`LAB_${name.toUpperCase()}_PASSWORD`] = name
  const { config } = loadConfig(env, createSecrets(env))
  const limits = { ...config.limits, signInsPerMinute: 1_000 }
  console = await runConsole({ ...config, limits }, env)
  presenter = await signedIn('presenter')
  carol = await signedIn('carol')
  for (const deployment of [onKagent, onAgentCore, 'ticket-triage-kagent'])
    await vi.waitFor(() => available(deployment), { timeout: 20_000, interval: 200 })
}, 60_000)

afterEach(() => Promise.all([release(), lab.fault()]))

afterAll(async () => {
  await console.stop()
  await lab.close()
})

async function signedIn(account: string): Promise<Browser> {
  const browser = console.browser()
  const { pending, got } = await browser.begin()
  const back = await new Visitor(lab.origins['idp'] ?? '').signIn(got.location, account)
  const page = new URL((await browser.visit(back.url, 'cross-site')).location)
  expect((await browser.redeem(pending, page.searchParams.get('code') ?? '')).status).toBe(200)
  return browser
}

const target = async (deployment: string) =>
  (await presenter.get(`/bff/chat/${deployment}`)).json as ChatTarget

const available = async (deployment: string) =>
  expect((await target(deployment)).available).toBe(true)

const conversation = async (id: string) =>
  (await presenter.get(`/bff/conversations/${id}`)).json as ConversationView

/** AG-UI's own client, as this browser. */
function client(browser: Browser, deployment: string, threadId: string = randomUUID()): HttpAgent {
  const cookies = [...browser.cookies].map(([name, { value }]) => `${name}=${value}`)
  return new HttpAgent({
    url: `${browser.origin}/bff/chat/${deployment}/runs`,
    threadId,
    headers: {
      cookie: cookies.join('; '),
      'x-csrf': '1',
      'sec-fetch-site': 'same-origin',
      origin: browser.origin,
    },
  })
}

/** Asks; answers every event once the run has ended. */
async function ask(agent: HttpAgent, text: string, runId: string = randomUUID()) {
  const events: ChatEvent[] = []
  agent.addMessage({ id: randomUUID(), role: 'user', content: text })
  // what the BFF streams; the schema checks it below
  const onEvent = ({ event }: { event: unknown }) => void events.push(event as ChatEvent)
  await agent.runAgent({ runId }, { onEvent })
  for (const event of events) expect(EventSchema.safeParse(event).error).toBeUndefined()
  return events
}

const toolsOf = (events: ChatEvent[]) =>
  events.flatMap((event) => (event.type === 'TOOL_CALL_START' ? [event.toolCallName] : []))
const textOf = (messages: Message[]) =>
  messages.flatMap(({ role, content }) => (role === 'assistant' ? [content] : [])).join('\n')
const eventsOf = (run: RunView | undefined) => run?.events.map(({ event }) => event) ?? []

/** Holds the agent in the middle of its answer. */
const hold = () => lab.control('/agent/hold', { method: 'PUT' })
const release = () => lab.control('/agent/hold', { method: 'DELETE' })

/** A question whose answer is held: the runtime works on it for sure, and will not be done. */
async function underway(deployment: string) {
  await hold()
  const [thread, run] = [randomUUID(), randomUUID()]
  const answer = ask(client(presenter, deployment, thread), question, run)
  const tasks = async () =>
    eventsOf((await conversation(thread)).transcript?.[0]).filter(
      (event) => event.type === 'CUSTOM' && event.name === 'chat.meta' && event.value.taskId,
    )
  await expect.poll(async () => (await tasks()).length, { timeout: 10_000 }).toBeGreaterThan(0)
  return { thread, run, answer, address: `/bff/chat/${deployment}/runs/${run}` }
}

test.each([onKagent, onAgentCore])(
  '%s answers the question from its tools',
  async (deployment) => {
    const agent = client(presenter, deployment)
    const events = await ask(agent, question)
    expect(events.at(-1)).toMatchObject({ type: 'RUN_FINISHED', outcome: { type: 'success' } })
    expect(toolsOf(events).length).toBeGreaterThan(0)
    expect(textOf(agent.messages)).toContain('TrafficPolicy')
    const stored = await conversation(agent.threadId)
    expect(eventsOf(stored.transcript[0])).toHaveLength(events.length)
    expect(stored).toMatchObject({ deployment, title: question, running: false })
  },
  20_000,
)

test('the same agent on both runtimes uses the same tools', async () => {
  const both = [onKagent, onAgentCore].map((deployment) =>
    ask(client(presenter, deployment), question),
  )
  const [left, right] = (await Promise.all(both)).map(toolsOf)
  expect(left).toEqual(right)
}, 20_000)

test('a page that is loaded again in the middle of an answer gets the rest of it', async () => {
  const { thread, run, answer, address } = await underway(onKagent)
  const seen = (await conversation(thread)).transcript[0]
  expect(seen?.state).toBe('running')
  const after = seen?.events.at(-1)?.id ?? 0
  const rest = presenter.get(`${address}/events?thread=${thread}&after=${after}`)
  await release()
  const ids = [...(await rest).text.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id))
  const all = await answer
  expect(ids).toEqual(Array.from({ length: all.length - after }, (_, i) => after + i + 1))
  const stored = (await conversation(thread)).transcript[0]
  expect(stored).toMatchObject({ id: run, state: 'done' })
  expect(eventsOf(stored)).toEqual(all)
}, 20_000)

test.each([onKagent, onAgentCore])(
  'Stop on %s says what it did there',
  async (deployment) => {
    const { thread, answer, address } = await underway(deployment)
    const stopped = await presenter.post(`${address}/stop`, { thread })
    expect(stopped.status).toBe(200)
    const { sentence, outcome } = stopped.json as StopView
    expect(outcome).not.toBe('already_done')
    await release()
    const events = await answer
    expect(events.at(-1)).toMatchObject({ type: 'RUN_FINISHED', outcome: { type: 'cancelled' } })
    expect(events.at(-3)).toMatchObject({ name: 'chat.notice', value: { text: sentence } })
  },
  20_000,
)

test('a controller that goes away in the middle of an answer is asked for the rest when it is back', async () => {
  const { thread, run, answer, address } = await underway(onKagent)
  await lab.fault('kagent-down')
  const last = (await answer).at(-1)
  expect(last).toMatchObject({ type: 'RUN_ERROR', metadata: { failure: { resumable: true } } })
  const failed = (await conversation(thread)).transcript[0]
  expect(failed).toMatchObject({ id: run, state: 'failed' })
  expect((await presenter.post(`${address}/resume`, { thread })).status).toBe(502)
  expect((await conversation(thread)).transcript[0]).toEqual(failed)
  await lab.fault()
  await release()
  const resumed = (await presenter.post(`${address}/resume`, { thread })).json as RunView
  const { text } = await presenter.get(`${address}/events?thread=${thread}`)
  expect(text).toContain('"RUN_FINISHED"')
  expect(resumed.id).toBe(run)
  const stored = (await conversation(thread)).transcript
  expect(stored).toHaveLength(1)
  expect(stored[0]).toMatchObject({ id: run, state: 'done', input: { text: question } })
  expect(JSON.stringify(stored[0]?.events)).toContain('TrafficPolicy')
}, 30_000)

test('an action waits for approval, and its decision goes on with the same task', async () => {
  const agent = client(presenter, 'ticket-triage-kagent')
  const events = await ask(agent, 'Close T-1041 because it works as meant')
  const last = events.at(-1)
  const [interrupt] =
    last?.type === 'RUN_FINISHED' && last.outcome.type === 'interrupt'
      ? last.outcome.interrupts
      : []
  expect(interrupt).toMatchObject({ reason: 'tool_approval' })
  const decided: ChatEvent[] = []
  const resume = [
    {
      interruptId: interrupt?.id ?? '',
      status: 'resolved' as const,
      payload: { approved: true },
    },
  ]
  // what the BFF streams
  const onEvent = ({ event }: { event: unknown }) => void decided.push(event as ChatEvent)
  await agent.runAgent({ runId: randomUUID(), resume }, { onEvent })
  expect(decided.at(-1)).toMatchObject({ type: 'RUN_FINISHED', outcome: { type: 'success' } })
  expect(decided.some(({ type }) => type === 'TOOL_CALL_RESULT')).toBe(true)
  const { transcript } = await conversation(agent.threadId)
  expect(transcript.map(({ state }) => state)).toEqual(['done', 'done'])
}, 20_000)

test("nobody reads, stops or changes another operator's conversation", async () => {
  const { thread, answer, address } = await underway(onKagent)
  const theirs = [
    await carol.get(`/bff/conversations/${thread}`),
    await carol.get(`${address}/events?thread=${thread}`),
    await carol.post(`${address}/stop`, { thread }),
    await carol.post(`${address}/resume`, { thread }),
    await carol.post(`/bff/conversations/${thread}/rename`, { title: 'mine' }),
    await carol.post(`/bff/conversations/${thread}/end-session`),
    await carol.post(`/bff/conversations/${thread}/delete`),
    await carol.post(`/bff/chat/${onKagent}/runs`, {
      threadId: thread,
      runId: randomUUID(),
      messages: [{ id: 'm', role: 'user', content: 'What did they ask?' }],
    }),
  ]
  expect(theirs.map(({ status }) => status)).toEqual(theirs.map(() => 404))
  expect((await carol.get('/bff/conversations')).json).toEqual({ conversations: [] })
  await release()
  expect((await answer).at(-1)).toMatchObject({ outcome: { type: 'success' } })
}, 20_000)

test('T07: no route of the chat answers without a sign-in, or a request from elsewhere', async () => {
  const id = randomUUID()
  const routes = [
    ['GET', `/bff/chat/${onKagent}`],
    ['POST', `/bff/chat/${onKagent}/runs`],
    ['GET', `/bff/chat/${onKagent}/runs/${id}/events?thread=${id}`],
    ['POST', `/bff/chat/${onKagent}/runs/${id}/stop`],
    ['POST', `/bff/chat/${onKagent}/runs/${id}/resume`],
    ['GET', '/bff/conversations'],
    ['GET', `/bff/conversations/${id}`],
    ['POST', `/bff/conversations/${id}/rename`],
    ['POST', `/bff/conversations/${id}/delete`],
    ['POST', `/bff/conversations/${id}/end-session`],
  ] as const
  const stranger = console.browser()
  for (const [method, path] of routes) {
    const body = method === 'POST' ? {} : undefined
    expect((await stranger.fetch(method, path, body)).status, path).toBe(401)
    const bare = await presenter.fetch(method, path, body, { 'x-csrf': undefined })
    expect(bare.status, path).toBe(403)
    const elsewhere = await presenter.fetch(method, path, body, { 'sec-fetch-site': 'cross-site' })
    expect(elsewhere.status, path).toBe(403)
    if (method === 'POST') expect((await presenter.get(path)).status, path).toBe(404)
  }
})

test('T25: no line of the log holds what was asked or answered', async () => {
  const agent = client(presenter, onKagent)
  await ask(agent, 'What is a kgateway TrafficPolicy? swordfish')
  const lines = console.logged.join('')
  expect(lines).toContain(`/bff/chat/${onKagent}/runs`)
  expect(lines).not.toContain('swordfish')
  expect(lines).not.toContain('eyJ')
}, 20_000)
