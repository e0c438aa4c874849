import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

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

const alice = signInOf('alice')

test('resume puts what the runtime knows in the place of what had come', async () => {
  const { chat, agent } = chatOf()
  const asked = question()
  const run = await chat.begin(asked)
  await expect.poll(() => agent.turns.length).toBe(1)
  agent.turns[0]?.learned({ taskId: 'task-1' })
  agent.say(...textEvents('m', 'half'))
  agent.end()
  await eventsWhenEnded(run.events)
  agent.resumed = [...textEvents('m', 'half', ' and whole'), finished]
  const resumed = await chat.resume(whichOf(asked), asked.run, alice)
  expect(agent.turns[1]).toMatchObject({ taskId: 'task-1', run: asked.run, input: asked.input })
  expect(resumed).toMatchObject({ id: asked.run, state: 'done', input: asked.input })
  expect(resumed.events.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5, 6, 7])
  expect(JSON.stringify(resumed.events)).toContain(' and whole')
  expect((await chat.one(whichOf(asked))).transcript).toEqual([resumed])
  await expect(chat.resume(whichOf(asked), asked.run, alice)).rejects.toMatchObject({ status: 409 })
})

test('a resume of what still goes on answers what there is, and can be followed', async () => {
  const { chat, agent } = chatOf()
  const asked = question()
  const run = await chat.begin(asked)
  agent.end()
  await eventsWhenEnded(run.events)
  agent.resume = (turn) => agent.run(turn)
  agent.say(...textEvents('m', 'half'))
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const resuming = chat.resume(whichOf(asked), asked.run, alice)
  await vi.waitFor(async () => expect(await chat.list('alice')).toMatchObject([{ running: true }]))
  await vi.advanceTimersByTimeAsync(2_000)
  const view = await resuming
  expect(view.state).toBe('running')
  expect(types(view.events.map(({ event }) => event))).toEqual([
    'RUN_STARTED',
    'TEXT_MESSAGE_START',
    'TEXT_MESSAGE_CONTENT',
    'TEXT_MESSAGE_END',
  ])
  const again = { conversation: asked.conversation }
  await expect(chat.begin(question(again))).rejects.toMatchObject({ status: 409 })
  agent.say(finished)
  const events = await eventsWhenEnded(await chat.events(whichOf(asked), asked.run))
  expect(events.at(-1)).toMatchObject({ outcome: { type: 'success' } })
})

test('a resume that learns nothing leaves the run as it was', async () => {
  const { chat, agent } = chatOf()
  const asked = question()
  const run = await chat.begin(asked)
  agent.say(...textEvents('m', 'half'))
  agent.end()
  await eventsWhenEnded(run.events)
  await expect
    .poll(async () => (await chat.one(whichOf(asked))).transcript[0]?.state)
    .toBe('failed')
  const before = await chat.one(whichOf(asked))
  const failure = {
    code: 'unreachable',
    message: 'Nothing listens there.',
    retryable: true,
    resumable: true,
  } as const
  agent.resumed = [
    { type: 'RUN_ERROR', code: failure.code, message: failure.message, metadata: { failure } },
  ]
  await expect(chat.resume(whichOf(asked), asked.run, alice)).rejects.toMatchObject({
    status: 502,
    message: 'Nothing listens there.',
  })
  expect(await chat.one(whichOf(asked))).toEqual(before)
})

test('a runtime that says nothing holds up neither its conversation nor the operator', async () => {
  const { chat, agent } = chatOf()
  const asked = question()
  const run = await chat.begin(asked)
  agent.end()
  await eventsWhenEnded(run.events)
  const begun = Promise.withResolvers<void>()
  agent.resume = async function* ({ signal }) {
    begun.resolve()
    await new Promise((resolve) => signal.addEventListener('abort', resolve))
    yield* []
  }
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const resuming = chat.resume(whichOf(asked), asked.run, alice)
  const refused = expect(resuming).rejects.toMatchObject({ status: 502 })
  await begun.promise
  await vi.advanceTimersByTimeAsync(30_000)
  await refused
  agent.say(finished)
  await chat.begin(question({ conversation: asked.conversation }))
})

test('a runtime that cannot tell is not asked', async () => {
  const { chat, agent } = chatOf()
  Object.assign(agent, { resume: undefined })
  const asked = question()
  const run = await chat.begin(asked)
  agent.end()
  const last = (await eventsWhenEnded(run.events)).at(-1)
  expect(last).toMatchObject({ metadata: { failure: { resumable: false } } })
  await expect(chat.resume(whichOf(asked), asked.run, alice)).rejects.toMatchObject({
    status: 409,
    details: { hint: 'Ask again.' },
  })
})

test('nothing is kept of a conversation that is deleted while its runtime is asked', async () => {
  const { chat, agent, folder } = chatOf()
  const asked = question()
  const run = await chat.begin(asked)
  agent.end()
  await eventsWhenEnded(run.events)
  const gate = Promise.withResolvers<void>()
  const begun = Promise.withResolvers<void>()
  agent.resume = async function* () {
    begun.resolve()
    await gate.promise
    yield* [...textEvents('m', 'whole'), finished]
  }
  const resuming = chat.resume(whichOf(asked), asked.run, alice)
  const refused = expect(resuming).rejects.toMatchObject({ status: 404 })
  await begun.promise
  await chat.remove(whichOf(asked))
  gate.resolve()
  await refused
  await chat.close()
  const store = new DatabaseSync(join(folder, 'chat.db'), { readOnly: true })
  expect(store.prepare('SELECT count(*) AS rows FROM stream').get()).toEqual({ rows: 0 })
  store.close()
})
