import { EventSchema } from '@ag-ui/core/schemas'
import { afterEach, expect, test, vi } from 'vitest'

import {
  chatOf,
  eventsWhenEnded,
  finished,
  question,
  textEvents,
  types,
  whichOf,
} from '../../testing/chat.ts'
import { signInOf } from '../../testing/upstream.ts'

afterEach(() => void vi.useRealTimers())

const meta = {
  deployment: 'helper',
  runtime: 'kagent-1',
  runtimeType: 'Kagent',
  adapter: 'scripted',
  protocol: 'A2A 0.3',
  sessionId: 's',
}

test('a run begins once, is timed, and ends once under the names of its client', async () => {
  const { chat, agent, time } = chatOf()
  const asked = question()
  const run = await chat.begin(asked)
  time.now += 40
  agent.say(...textEvents('m', 'Hel', 'lo'))
  await expect.poll(() => run.events.last).toBe(5)
  time.now += 60
  agent.say(finished, ...textEvents('late', 'x'))
  const events = await eventsWhenEnded(run.events)
  expect(types(events)).toEqual([
    'RUN_STARTED',
    'TEXT_MESSAGE_START',
    'TEXT_MESSAGE_CONTENT',
    'TEXT_MESSAGE_CONTENT',
    'TEXT_MESSAGE_END',
    'chat.timing',
    'RUN_FINISHED',
  ])
  const { conversation: threadId, run: runId } = asked
  expect(events[0]).toMatchObject({ threadId, runId })
  expect(events[5]).toMatchObject({ value: { firstByteMs: 40, firstTextMs: 40, totalMs: 100 } })
  expect(events[6]).toMatchObject({ threadId, runId, outcome: { type: 'success' } })
  for (const event of events) expect(EventSchema.safeParse(event).error).toBeUndefined()
})

test('what an adapter leaves open is closed before the end', async () => {
  const { chat, agent } = chatOf()
  const run = await chat.begin(question())
  agent.say({ type: 'TEXT_MESSAGE_CONTENT', messageId: 'm', delta: 'x' }, finished)
  expect(types(await eventsWhenEnded(run.events)).slice(-3)).toEqual([
    'TEXT_MESSAGE_END',
    'chat.timing',
    'RUN_FINISHED',
  ])
})

test('an adapter that ends without an end, or throws, is a failure that the browser understands', async () => {
  const { chat, agent, losses } = chatOf()
  const silent = await chat.begin(question())
  agent.end()
  const failure = { code: 'stream_interrupted', retryable: true, resumable: true }
  expect((await eventsWhenEnded(silent.events)).at(-1)).toMatchObject({
    type: 'RUN_ERROR',
    code: 'stream_interrupted',
    metadata: { failure },
  })
  const broken = await chat.begin(question())
  agent.end(new Error('secret detail'))
  const last = (await eventsWhenEnded(broken.events)).at(-1)
  expect(last).toMatchObject({ type: 'RUN_ERROR', code: 'internal' })
  expect(JSON.stringify(last)).not.toContain('secret detail')
  expect(losses).toHaveLength(1)
})

test('an approval without anything to decide is a failure', async () => {
  const { chat, agent } = chatOf()
  const run = await chat.begin(question())
  agent.say({ ...finished, outcome: { type: 'interrupt', interrupts: [] } } as typeof finished)
  expect((await eventsWhenEnded(run.events)).at(-1)).toMatchObject({ code: 'not_understood' })
})

test('an answer without end is cut off', async () => {
  const { chat, agent } = chatOf({ eventsPerRun: 20 })
  const run = await chat.begin(question())
  for (let i = 0; i < 30; i++) agent.say({ type: 'RAW', event: i })
  const events = await eventsWhenEnded(run.events)
  expect(events.at(-1)).toMatchObject({ code: 'agent_failed' })
  expect(events.length).toBeLessThan(25)
})

test('a question of nothing is 400, one that is too large 413, counted in bytes', async () => {
  const { chat, agent } = chatOf()
  await expect(chat.begin(question({ text: ' \n' }))).rejects.toMatchObject({ status: 400 })
  await expect(chat.begin(question({ text: 'é'.repeat(51) }))).rejects.toMatchObject({
    status: 413,
    message: 'The question has 102 bytes; 100 is the most that is sent to an agent.',
  })
  await chat.begin(question({ text: 'é'.repeat(50) }))
  await expect.poll(() => agent.turns.length).toBe(1)
})

test('one run at a time in a conversation, and a runId once', async () => {
  const { chat, agent } = chatOf()
  const asked = question()
  const run = await chat.begin(asked)
  const next = question({ conversation: asked.conversation })
  await expect(chat.begin(next)).rejects.toMatchObject({ status: 409, code: 'conflict' })
  agent.say(finished)
  await eventsWhenEnded(run.events)
  await expect(chat.begin(asked)).rejects.toMatchObject({
    status: 409,
    message: 'This run has been begun already.',
  })
  await chat.begin(next)
  expect((await chat.one(whichOf(asked))).runs).toBe(2)
})

test('two who begin the same conversation at once: one of them does', async () => {
  const { chat } = chatOf()
  const asked = question()
  const both = await Promise.allSettled([chat.begin(asked), chat.begin(asked)])
  expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
})

test('so many runs of an operator at once, and others are not counted', async () => {
  const { chat } = chatOf({ runsAtOnce: 1 })
  await chat.begin(question())
  await expect(chat.begin(question())).rejects.toMatchObject({
    status: 429,
    code: 'too_many_requests',
  })
  await expect(chat.begin(question({ by: 'bob' }))).resolves.toBeDefined()
})

test('a question that is refused takes no place', async () => {
  const { chat, records } = chatOf({ runsAtOnce: 1 })
  records.gone = true
  await expect(chat.begin(question())).rejects.toMatchObject({ status: 404 })
  records.gone = false
  records.unavailable = 'helper is undeployed.'
  const asked = question()
  await expect(chat.begin(asked)).rejects.toMatchObject({
    status: 409,
    message: 'helper is undeployed.',
  })
  expect(await chat.list('alice')).toEqual([])
  records.unavailable = undefined
  await expect(chat.begin(asked)).resolves.toBeDefined()
})

test('a conversation acts as one persona for its life', async () => {
  const { chat, agent } = chatOf()
  const asked = question({ persona: 'carol' })
  const run = await chat.begin(asked)
  agent.say(finished)
  await eventsWhenEnded(run.events)
  const again = { conversation: asked.conversation }
  await expect(chat.begin(question({ ...again, persona: 'admin' }))).rejects.toMatchObject({
    status: 409,
    message: 'This conversation acts as carol, and does so for its life.',
  })
  await chat.begin(question(again))
  await expect.poll(() => agent.turns.map(({ persona }) => persona)).toEqual(['carol', 'carol'])
})

test("another operator's conversation is not there, whatever is asked of it", async () => {
  const { chat, agent } = chatOf()
  const asked = question()
  await chat.begin(asked)
  const theirs = { ...whichOf(asked), owner: 'bob' }
  const bob = signInOf('bob')
  const missing = { ...whichOf(question()), owner: 'bob' }
  const refusals = await Promise.all(
    [theirs, missing].map((which) =>
      Promise.allSettled([
        chat.one(which),
        chat.events(which, asked.run),
        chat.stop(which, asked.run),
        chat.resume(which, asked.run, bob),
        chat.rename(which, 'mine now'),
        chat.remove(which),
        chat.endSession(which, bob),
        chat.begin({ ...question({ by: 'bob' }), conversation: which.conversation }),
      ]),
    ),
  )
  const words = refusals.map((all, index) =>
    all.map((one) => {
      const { conversation } = [theirs, missing][index] ?? theirs
      return one.status === 'rejected' ? String(one.reason).replace(conversation, '…') : one.status
    }),
  )
  const refused = 'Problem: There is no conversation ….'
  expect(words[0]).toEqual(Array(8).fill(refused))
  // a conversation that nobody has begun may be begun
  expect(words[1]).toEqual([...Array(7).fill(refused), 'fulfilled'])
  expect(agent.stops).toEqual([])
  expect(await chat.list('bob')).toHaveLength(1)
})

test("a conversation is not there under another deployment's name", async () => {
  const { chat } = chatOf()
  const asked = question()
  await chat.begin(asked)
  const which = { ...whichOf(asked), deployment: 'other' }
  await expect(chat.events(which, asked.run)).rejects.toMatchObject({ status: 404 })
  await expect(chat.begin({ ...asked, deployment: 'other' })).rejects.toMatchObject({ status: 404 })
})

test('a run has so long and no longer', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const { chat, agent } = chatOf({ runFor: 120_000 })
  const run = await chat.begin(question())
  await vi.advanceTimersByTimeAsync(119_000)
  expect(run.events.ended).toBe(false)
  await vi.advanceTimersByTimeAsync(1_000)
  expect((await eventsWhenEnded(run.events)).at(-1)).toMatchObject({
    code: 'timeout',
    message: 'The agent did not finish within 2 minutes.',
  })
  expect(agent.turns[0]?.signal.aborted).toBe(true)
})

test('a runtime that does not answer a Stop is not listened to any more', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const { chat, agent } = chatOf()
  const asked = question()
  const run = await chat.begin(asked)
  agent.stop = () => new Promise(() => undefined)
  const stopped = chat.stop(whichOf(asked), asked.run)
  await vi.advanceTimersByTimeAsync(10_000)
  expect(await stopped).toMatchObject({ outcome: 'stopped_listening' })
  expect((await eventsWhenEnded(run.events)).at(-1)).toMatchObject({
    outcome: { type: 'cancelled' },
  })
})

test('a runtime that calls a run done and does not end its stream is left', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const { chat, agent } = chatOf()
  const asked = question()
  const run = await chat.begin(asked)
  agent.stopped = { outcome: 'already_done', sentence: 'Done.' }
  await chat.stop(whichOf(asked), asked.run)
  await vi.advanceTimersByTimeAsync(10_000)
  expect((await eventsWhenEnded(run.events)).at(-1)).toMatchObject({ code: 'stream_interrupted' })
})

test('an answer that never came has no first byte', async () => {
  const { chat, agent, time } = chatOf()
  const run = await chat.begin(question())
  time.now += 10
  agent.say({ type: 'CUSTOM', name: 'chat.meta', value: { ...meta, exchange: 'x' } })
  agent.end()
  expect((await eventsWhenEnded(run.events)).at(-2)).toMatchObject({
    value: { firstByteMs: null, firstTextMs: null, totalMs: 10 },
  })
})

test('the answer is timed from the moment at which its exchange is told', async () => {
  const { chat, agent, time } = chatOf()
  const run = await chat.begin(question())
  time.now += 10
  agent.say({ type: 'CUSTOM', name: 'chat.meta', value: meta })
  await expect.poll(() => run.events.last).toBe(2)
  time.now += 10
  agent.say({ type: 'CUSTOM', name: 'chat.meta', value: { ...meta, exchange: 'x' } })
  await expect.poll(() => run.events.last).toBe(3)
  time.now += 10
  agent.say(finished)
  expect((await eventsWhenEnded(run.events)).at(-2)).toMatchObject({
    value: { firstByteMs: 20, firstTextMs: null, totalMs: 30 },
  })
})
