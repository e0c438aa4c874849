import { randomUUID } from 'node:crypto'
import { once } from 'node:events'

import { HttpAgent } from '@ag-ui/client'
import { EventSchema } from '@ag-ui/core/schemas'
import { Hono } from 'hono'
import { afterEach, expect, test, vi } from 'vitest'

import type { AppEnv, Services } from '../env.ts'
import { limitBody } from '../security/bodyLimit.ts'
import { chatOf, finished, textEvents } from '../testing/chat.ts'
import { operator, serveRoutes } from '../testing/routes.ts'
import { upstreamOf } from '../testing/upstream.ts'
import { chat as chatRoutes } from './chat.ts'
import { conversations } from './conversations.ts'

afterEach(() => void vi.useRealTimers())

async function served(streams = 50) {
  const parts = upstreamOf({ limits: { streams } })
  const scripted = chatOf()
  const closing = new AbortController()
  const signedIn = { now: true }
  const signIns = {
    reread: async () => (signedIn.now ? operator : null),
  } as unknown as Services['signIns'] // all that streams ask
  const routes = new Hono<AppEnv>()
    .use(limitBody(1_048_576, () => false))
    .route('/', chatRoutes)
    .route('/', conversations)
  const { origin } = await serveRoutes(routes, {
    ...parts,
    signIns,
    closing: closing.signal,
    upstream: { ...parts.upstream, chat: scripted.chat },
  })
  const ask = (body: unknown, query = '') =>
    fetch(`${origin}/bff/chat/helper/runs${query}`, { method: 'POST', body: JSON.stringify(body) })
  return { ...scripted, parts, origin, closing, signedIn, ask }
}

const request = (content: unknown = 'What is a TrafficPolicy?', over: object = {}) => ({
  threadId: randomUUID(),
  runId: randomUUID(),
  messages: [{ id: 'm', role: 'user', content }],
  tools: [],
  context: [],
  ...over,
})

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
  const { ask, agent } = await served()
  const response = await ask(request())
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'text/event-stream',
    'cache-control': 'no-cache, no-transform',
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
  const { origin, agent } = await served()
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
  const { ask, agent, origin } = await served()
  const body = request()
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
  const { ask, agent, origin } = await served()
  const body = request()
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
  const { ask, signedIn } = await served()
  const next = blocks(await ask(request()))
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
  const { ask, agent, parts, closing } = await served()
  const leaving = blocks(await ask(request()))
  await leaving()
  await leaving()
  const event = { event: 'signed_out', data: { reason: 'elsewhere' } } as const
  parts.hub.publish(event, { signIn: operator.id })
  expect(await leaving()).toBeUndefined()
  const stopping = blocks(await ask(request()))
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
    const { ask, agent, origin } = await served(1)
    const body = request()
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
  const { ask, origin, agent, records } = await served(1)
  const asked = Promise.withResolvers<void>()
  records.read = async (signal) => {
    asked.resolve()
    await once(signal ?? new EventTarget(), 'abort')
  }
  const away = new AbortController()
  const body = request()
  const gone = fetch(`${origin}/bff/chat/helper/runs`, {
    method: 'POST',
    body: JSON.stringify(body),
    signal: away.signal,
  })
  await asked.promise
  expect((await ask(request())).status).toBe(429)
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

test('what is no request is refused with a sentence', async () => {
  const { ask, origin, agent } = await served()
  const body = request()
  const refusals: [object, number, string][] = [
    [{ threadId: 'short' }, 400, 'threadId: must be a UUID.'],
    [{ runId: '1' }, 400, 'runId: must be a UUID.'],
    [{ messages: [] }, 400, 'messages has no message of the user.'],
    [request('   '), 400, 'There is nothing in the question.'],
    [request([{ type: 'binary' }]), 400, 'The last message of the user is not text.'],
    [
      request('é'.repeat(60)),
      413,
      'The question has 120 bytes; 100 is the most that is sent to an agent.',
    ],
    [request('x'.repeat(1_100_000)), 413, 'The request is larger than 1048576 bytes.'],
    [
      { resume: [1, 2].map((id) => ({ interruptId: `${id}`, status: 'resolved' })) },
      400,
      'resume has several entries; one is decided at a time.',
    ],
    [
      { resume: [{ interruptId: 'a', status: 'resolved' }] },
      409,
      'Nothing waits for this decision any more.',
    ],
  ]
  for (const [over, status, message] of refusals) {
    const response = await ask({ ...body, ...over })
    expect([response.status, await response.json()]).toMatchObject([status, { error: { message } }])
  }
  const events = `${origin}/bff/chat/helper/runs/${body.runId}/events`
  expect((await fetch(events)).status).toBe(400)
  expect((await fetch(`${events}?thread=${body.threadId}&after=x`)).status).toBe(400)
  expect((await fetch(`${events}?thread=${body.threadId}`)).status).toBe(404)
  expect(agent.turns).toEqual([])
})

test('parts of text are asked as one text', async () => {
  const { ask, agent } = await served()
  const parts = ['one', 'two'].map((text) => ({ type: 'text', text }))
  agent.say(finished)
  await (await ask(request(parts))).text()
  expect(agent.turns[0]?.input).toEqual({ kind: 'text', text: 'one\ntwo' })
})

test('a conversation is listed, read, renamed and deleted', async () => {
  const { ask, agent, origin } = await served()
  const body = request()
  agent.say(...textEvents('m', 'It is a CRD.'), finished)
  await (await ask(body)).text()
  const at = `${origin}/bff/conversations/${body.threadId}`
  const post = async (path: string, content: object = {}) => {
    const response = await fetch(`${at}/${path}`, { method: 'POST', body: JSON.stringify(content) })
    return [response.status, await response.json()]
  }
  const read = await (await fetch(at)).json()
  expect(read).toMatchObject({
    id: body.threadId,
    deployment: 'helper',
    title: 'What is a TrafficPolicy?',
    transcript: [{ id: body.runId, state: 'done', input: { kind: 'text' } }],
  })
  expect(await post('rename', { title: ' CRDs ' })).toMatchObject([200, { title: 'CRDs' }])
  expect(await post('rename', { title: '' })).toMatchObject([400, {}])
  const found = async (query: string) =>
    (await (await fetch(`${origin}/bff/conversations${query}`)).json()) as object
  expect(await found('?deployment=helper')).toMatchObject({ conversations: [{ title: 'CRDs' }] })
  expect(await found('?deployment=other')).toEqual({ conversations: [] })
  expect(await post('end-session')).toMatchObject([200, { ended: true }])
  expect(await post('delete')).toEqual([200, { deleted: true }])
  expect((await fetch(at)).status).toBe(404)
  expect(await post('delete')).toMatchObject([404, { error: { code: 'not_found' } }])
})
