import { randomUUID } from 'node:crypto'
import { once } from 'node:events'

import { HttpAgent } from '@ag-ui/client'
import { EventSchema } from '@ag-ui/core/schemas'
import { afterEach, expect, test, vi } from 'vitest'

import { finished, textEvents } from '../testing/chat.ts'
import { runRequest, servedChat } from '../testing/chatRoutes.ts'
import { operator } from '../testing/routes.ts'

afterEach(() => void vi.useRealTimers())

/** Blocks of a stream, one at a time; undefined at its end. */
function blocks(response: Response) {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  return async function next(): Promise<string | undefined> {
    const end = rest.indexOf('\n\n')
    if (end >= 0) {
      const block = rest.slice(0, end)
      rest = rest.slice(end + 2)
      return block
    }
    const { value, done = true } = (await reader?.read()) ?? {}
    rest += value ?? ''
    return done ? undefined : next()
  }
}

const idsIn = (text: string) => [...text.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id))
const beginning = ':\nretry: 1000'

test('a run streams from its first byte on, as nobody may buffer it', async () => {
  const { ask, agent } = await servedChat()
  const response = await ask(runRequest())
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'text/event-stream',
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
  })
  const next = blocks(response)
  expect(await next()).toBe(beginning)
  expect(await next()).toMatch(/^id: 1\ndata: \{.*"type":"RUN_STARTED"/)
  agent.say({ type: 'TEXT_MESSAGE_CONTENT', messageId: 'm', delta: 'now' })
  expect(await next()).toMatch(/^id: 2\ndata: \{.*"type":"TEXT_MESSAGE_START"/)
  expect(await next()).toMatch(/^id: 3\ndata: \{.*"delta":"now"/)
  agent.say(finished)
  expect(await next()).toMatch(/^id: 4/)
  expect(await next()).toMatch(/^id: 5\ndata: \{.*"chat.timing"/)
  expect(await next()).toMatch(/^id: 6\ndata: \{.*"RUN_FINISHED"/)
  expect(await next()).toBeUndefined()
})

test("AG-UI's own client asks, and understands every event", async () => {
  const { origin, agent } = await servedChat()
  const events: unknown[] = []
  const client = new HttpAgent({ url: `${origin}/bff/chat/helper/runs`, threadId: randomUUID() })
  client.addMessage({ id: 'm1', role: 'user', content: 'What is a TrafficPolicy?' })
  agent.say(
    { type: 'CUSTOM', name: 'chat.notice', value: { text: 'The session is new.' } },
    ...textEvents('a', 'I look', ' it up.'),
    { type: 'TOOL_CALL_START', toolCallId: 'c', toolCallName: 'search' },
    { type: 'TOOL_CALL_ARGS', toolCallId: 'c', delta: '{"query":"TrafficPolicy"}' },
    { type: 'TOOL_CALL_RESULT', messageId: 'r', toolCallId: 'c', content: 'found' },
    ...textEvents('b', 'It is a CRD.'),
    finished,
  )
  const onEvent = ({ event }: { event: unknown }) => void events.push(event)
  await client.runAgent({ runId: randomUUID() }, { onEvent })
  for (const event of events) expect(EventSchema.safeParse(event).error).toBeUndefined()
  expect(client.messages.map(({ role }) => role)).toEqual([
    'user',
    'assistant',
    'assistant',
    'tool',
    'assistant',
  ])
  // a second question in the same conversation, which brings all messages again
  client.addMessage({ id: 'm2', role: 'user', content: 'And its rateLimit field?' })
  agent.say(...textEvents('d', 'An object.'), finished)
  await client.runAgent({ runId: randomUUID() })
  expect(agent.turns.map(({ input }) => input)).toEqual([
    { kind: 'text', text: 'What is a TrafficPolicy?' },
    { kind: 'text', text: 'And its rateLimit field?' },
  ])
})

test('a run goes on when its viewer leaves, and another goes on where that one was', async () => {
  const { ask, agent, origin } = await servedChat()
  const body = runRequest()
  const first = await ask(body)
  const next = blocks(first)
  await next()
  await next()
  await first.body?.cancel().catch(() => undefined)
  agent.say(...textEvents('m', 'a', 'b', 'c'))
  const address = `${origin}/bff/chat/helper/runs/${body.runId}/events?thread=${body.threadId}`
  const again = await fetch(address, { headers: { 'last-event-id': '3' } })
  const fromQuery = fetch(`${address}&after=6`).then((response) => response.text())
  agent.say(finished)
  expect(idsIn(await again.text())).toEqual([4, 5, 6, 7, 8])
  expect(idsIn(await fromQuery)).toEqual([7, 8])
  expect(idsIn(await (await fetch(address)).text())).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  expect(agent.turns).toHaveLength(1)
})

test('several viewers of a run see the same, each event once and in its order', async () => {
  const { ask, agent, origin } = await servedChat()
  const body = runRequest()
  const viewers = [await ask(body)]
  const address = `${origin}/bff/chat/helper/runs/${body.runId}/events?thread=${body.threadId}`
  viewers.push(await fetch(address), await fetch(address))
  for (let i = 0; i < 500; i++)
    agent.say({ type: 'TEXT_MESSAGE_CONTENT', messageId: 'm', delta: `${i} ` })
  agent.say(finished)
  const texts = await Promise.all(viewers.map((viewer) => viewer.text()))
  expect(idsIn(texts[0] ?? '')).toEqual(Array.from({ length: 505 }, (_, index) => index + 1))
  expect(new Set(texts.map((text) => text.replaceAll(beginning, ''))).size).toBe(1)
})

test('a comment every fifteen seconds keeps a silent stream open, until nobody is signed in', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  const { ask, signedIn } = await servedChat()
  const next = blocks(await ask(runRequest()))
  await next()
  await next()
  await vi.advanceTimersByTimeAsync(15_000)
  expect(await next()).toBe(':')
  signedIn.now = false
  await vi.advanceTimersByTimeAsync(15_000)
  expect(await next()).toBe(':')
  expect(await next()).toBeUndefined()
})

test('streams end at a sign-out and at shutdown; the run goes on', async () => {
  const { ask, agent, parts, closing } = await servedChat()
  const leaving = blocks(await ask(runRequest()))
  await leaving()
  await leaving()
  const event = { event: 'signed_out', data: { reason: 'elsewhere' } } as const
  parts.hub.publish(event, { signIn: operator.id })
  expect(await leaving()).toBeUndefined()
  const stopping = blocks(await ask(runRequest()))
  await stopping()
  await stopping()
  closing.abort()
  expect(await stopping()).toBeUndefined()
  expect(agent.turns.map(({ signal }) => signal.aborted)).toEqual([false, false])
})

test(
  'a viewer that takes nothing is cut off, and the run never waits for it',
  { timeout: 30_000 },
  async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const { ask, agent, origin } = await servedChat(1)
    const body = runRequest()
    const stalled = await ask(body)
    const delta = 'x'.repeat(100_000)
    for (let i = 0; i < 200; i++) agent.say({ type: 'TEXT_MESSAGE_CONTENT', messageId: 'm', delta })
    agent.say(finished)
    await expect.poll(async () => (await list(origin))[0]?.running, patient).toBe(false)
    const address = `${origin}/bff/chat/helper/runs/${body.runId}/events?thread=${body.threadId}`
    expect((await fetch(address)).status).toBe(429)
    await expect
      .poll(async () => {
        await vi.advanceTimersByTimeAsync(15_000)
        const response = await fetch(`${address}&after=205`)
        await response.text()
        return response.status
      }, patient)
      .toBe(200)
    await expect(stalled.text()).rejects.toThrow('terminated')
  },
)

/** Twenty megabytes are more than the buffers of a connection hold, and take a while. */
const patient = { timeout: 15_000 }

const list = async (origin: string) =>
  (
    (await (await fetch(`${origin}/bff/conversations`)).json()) as {
      conversations: { running: boolean }[]
    }
  ).conversations

test('a client that goes before its run has begun keeps no stream open', async () => {
  const { ask, origin, agent, records } = await servedChat(1)
  const asked = Promise.withResolvers<void>()
  records.read = async (signal) => {
    asked.resolve()
    await once(signal ?? new EventTarget(), 'abort')
  }
  const away = new AbortController()
  const body = runRequest()
  const gone = fetch(`${origin}/bff/chat/helper/runs`, {
    method: 'POST',
    body: JSON.stringify(body),
    signal: away.signal,
  })
  await asked.promise
  expect((await ask(runRequest())).status).toBe(429)
  away.abort()
  await expect(gone).rejects.toThrow()
  await expect.poll(() => agent.turns.length).toBe(1)
  const address = `${origin}/bff/chat/helper/runs/${body.runId}/events?thread=${body.threadId}`
  await expect
    .poll(async () => {
      const viewer = await fetch(address)
      await viewer.body?.cancel()
      return viewer.status
    })
    .toBe(200)
})
