import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import type { ConversationView, NumberedEvent, RunView } from '#bff'

import { ApiError } from '../api/ApiError.ts'
import type { call } from '../api/client.ts'
import { createConversation } from './conversation.ts'
import type { Followed } from './follow.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const at = { deployment: 'assistant', conversation: 'c1', as: 'admin' }
const delta = (id: number, text: string): NumberedEvent => ({
  id,
  event: { type: 'TEXT_MESSAGE_CONTENT', messageId: 'm', delta: text },
})
const last = (id: number): NumberedEvent => ({
  id,
  event: { type: 'RUN_FINISHED', threadId: 'c1', runId: '', outcome: { type: 'success' } },
})
const refusal = (status: number) =>
  new ApiError(status, { code: status === 0 ? 'no_answer' : 'not_found', message: 'No.' })

/** A server whose streams say what a test lets them say. */
function scripted() {
  const asked: Followed[] = []
  const streams: {
    say: (...events: NumberedEvent[]) => void
    end: () => void
    fail: (error: Error) => void
  }[] = []
  const answers = new Map<string, unknown>()
  const calls: string[] = []
  const follow = async function* (one: Followed): AsyncGenerator<NumberedEvent, void, undefined> {
    asked.push(one)
    const queue: (NumberedEvent | Error | 'end')[] = []
    let wake: (() => void) | undefined
    const push = (...items: typeof queue) => {
      queue.push(...items)
      wake?.()
    }
    one.signal.addEventListener('abort', () => push('end'))
    streams.push({ say: push, end: () => push('end'), fail: push })
    for (;;) {
      const item = queue.shift()
      if (item === 'end') return
      if (item instanceof Error) throw item
      if (item) yield item
      else
        await new Promise<void>((resolve) => {
          wake = resolve
        })
    }
  }
  // The test says what each route answers; the types of the contract are not what is tested here.
  const fake = ((route: string) => {
    calls.push(route)
    const known = answers.get(route)
    return known instanceof Error ? Promise.reject(known) : Promise.resolve(known)
  }) as typeof call
  const model = createConversation(at, { follow, call: fake })
  return { model, asked, streams, answers, calls }
}
const settle = () => vi.advanceTimersByTimeAsync(100)
const view = (...transcript: RunView[]) =>
  // Only the transcript is read by the model.
  ({ transcript }) as unknown as ConversationView
const run = (id: string, state: RunView['state'], ...events: NumberedEvent[]): RunView => ({
  id,
  conversation: 'c1',
  input: { kind: 'text', text: `question ${id}` },
  state,
  startedAt: '2026-11-20T09:00:00.000Z',
  events,
})
const texts = (answers: readonly { parts: readonly { kind: string }[] }[]) =>
  answers.map(({ parts }) => parts.map((part) => ('text' in part ? part.text : part.kind)).join())

test('a question stands there at once, and its answer grows', async () => {
  const { model, asked, streams } = scripted()
  model.subscribe(() => undefined)
  model.ask('Why?')
  expect(model.read().answers).toMatchObject([{ input: { text: 'Why?' }, state: 'running' }])
  expect(asked[0]).toMatchObject({ deployment: 'assistant', as: 'admin', after: 0 })
  expect(asked[0]?.begin).toMatchObject({
    threadId: 'c1',
    messages: [{ role: 'user', content: 'Why?' }],
  })
  streams[0]?.say(delta(1, 'Be'), delta(2, 'cause.'))
  await settle()
  expect(texts(model.read().answers)).toEqual(['Because.'])
  streams[0]?.say(last(3))
  await settle()
  expect(model.read().answers[0]?.state).toBe('done')
})

test('many words are drawn together, not one by one', async () => {
  const { model, streams } = scripted()
  let drawn = 0
  model.subscribe(() => (drawn += 1))
  model.ask('Why?')
  await settle()
  const before = drawn
  streams[0]?.say(...Array.from({ length: 200 }, (_, n) => delta(n + 1, 'x')))
  await settle()
  expect(drawn - before).toBe(1)
  expect(texts(model.read().answers)).toEqual(['x'.repeat(200)])
})

test('a question that nobody took comes back to be sent again', async () => {
  const { model, streams } = scripted()
  model.subscribe(() => undefined)
  model.ask('Why?')
  streams[0]?.fail(refusal(404))
  await settle()
  expect(model.read()).toMatchObject({ answers: [], unsent: 'Why?', error: { status: 404 } })
  model.ask('Why now?')
  expect(model.read().unsent).toBeUndefined()
  expect(model.read().error).toBeUndefined()
})

test.each([
  [404, 'live', false],
  [0, 'lost', true],
])(
  'an answer whose stream is given up (%d) keeps what was heard and says why',
  async (status, link, resumable) => {
    const { model, streams } = scripted()
    model.subscribe(() => undefined)
    model.ask('Why?')
    streams[0]?.say(delta(1, 'Be'))
    streams[0]?.fail(refusal(status))
    await settle()
    const [answer] = model.read().answers
    expect(answer).toMatchObject({
      state: 'failed',
      failure: { code: 'stream_interrupted', message: 'No.', retryable: true, resumable },
      parts: [{ text: 'Be', open: false }],
    })
    expect(model.read().link).toBe(link)
  },
)

test('what the server keeps is taken over, and what still runs is followed from where it is', async () => {
  const { model, asked } = scripted()
  model.adopt(view(run('r1', 'done', delta(1, 'a'), last(2)), run('r2', 'running', delta(1, 'b'))))
  expect(asked).toEqual([])
  model.subscribe(() => undefined)
  expect(texts(model.read().answers)).toEqual(['a', 'b'])
  expect(asked).toMatchObject([{ run: 'r2', after: 1 }])
  expect(asked[0]).not.toHaveProperty('begin')
})

test('what was heard here and not yet stored is not taken back', async () => {
  const { model, streams } = scripted()
  model.subscribe(() => undefined)
  model.ask('Why?')
  streams[0]?.say(delta(1, 'a'), delta(2, 'b'))
  await settle()
  const [own] = model.read().answers
  model.adopt(view(run(own?.run ?? '', 'running', delta(1, 'a'))))
  expect(model.read().answers[0]).toBe(own)
  model.adopt(view())
  expect(model.read().answers[0]).toBe(own)
})

test('an answer that did not change stays the same object', () => {
  const { model } = scripted()
  model.adopt(view(run('r1', 'done', delta(1, 'a'), last(2))))
  const [before] = model.read().answers
  model.adopt(view(run('r1', 'done', delta(1, 'a'), last(2)), run('r2', 'done')))
  expect(model.read().answers[0]).toBe(before)
})

test('a run that another window deleted or finished is as the server says', () => {
  const { model } = scripted()
  model.adopt(view(run('r1', 'done', last(1)), run('r2', 'waiting', delta(1, 'b'))))
  model.adopt(view(run('r2', 'stopped', delta(1, 'b'))))
  expect(model.read().answers).toMatchObject([{ run: 'r2', state: 'stopped' }])
})

test('streams end when nobody looks for a while, and go on for whoever comes back', async () => {
  const { model, asked } = scripted()
  model.adopt(view(run('r1', 'running', delta(4, 'a'))))
  const leave = model.subscribe(() => undefined)
  leave()
  await vi.advanceTimersByTimeAsync(900)
  expect(asked[0]?.signal.aborted).toBe(false)
  await vi.advanceTimersByTimeAsync(200)
  expect(asked[0]?.signal.aborted).toBe(true)
  model.subscribe(() => undefined)
  expect(asked[1]).toMatchObject({ run: 'r1', after: 4 })
})

test('a question on its way is not taken back by a page that closes', async () => {
  const { model, asked } = scripted()
  model.subscribe(() => undefined)()
  model.ask('Why?')
  await vi.advanceTimersByTimeAsync(2_000)
  expect(asked[0]?.signal.aborted).toBe(false)
})

test('a stop is asked for the run that runs, and what came of it is said', async () => {
  const { model, answers, calls } = scripted()
  const said = { outcome: 'stopped_listening', sentence: 'It goes on there.', offer: 'end_session' }
  answers.set('POST /bff/chat/:deployment/runs/:run/stop', said)
  model.stop()
  expect(calls).toEqual([])
  model.adopt(view(run('r1', 'running')))
  model.stop()
  await settle()
  expect(model.read().stopped).toEqual(said)
})

test('what the server refuses is a sentence, and goes when it is read', async () => {
  const { model, answers } = scripted()
  answers.set('POST /bff/conversations/:id/end-session', refusal(404))
  model.endSession()
  await settle()
  expect(model.read().error).toMatchObject({ message: 'No.' })
  model.dismiss()
  expect(model.read().error).toBeUndefined()
})

test('a resumed run is what the runtime knows of it, and is followed while it runs', async () => {
  const { model, asked, answers } = scripted()
  model.subscribe(() => undefined)
  model.adopt(view(run('r1', 'failed', delta(7, 'a'))))
  answers.set(
    'POST /bff/chat/:deployment/runs/:run/resume',
    run('r1', 'running', delta(1, 'whole'), delta(2, ' text')),
  )
  model.resume('r1')
  await settle()
  expect(texts(model.read().answers)).toEqual(['whole text'])
  expect(asked).toMatchObject([{ run: 'r1', after: 2 }])
})

test('a decision names its interrupt, and a retry asks the same again as a new run', () => {
  const { model, asked } = scripted()
  model.decide('i1', false, 'too late')
  model.adopt(view(run('r1', 'failed')))
  model.retry('r1')
  expect(asked.map(({ begin }) => begin)).toMatchObject([
    {
      messages: [],
      resume: [{ interruptId: 'i1', payload: { approved: false, reason: 'too late' } }],
    },
    { messages: [{ content: 'question r1' }] },
  ])
  expect(asked[1]?.run).not.toBe('r1')
})
