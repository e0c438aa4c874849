import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'

import { expect, test } from 'vitest'

import {
  chatOf,
  eventsWhenEnded,
  finished,
  newFolder,
  question,
  textEvents,
  types,
  whichOf,
} from '../../testing/chat.ts'
import { signInOf } from '../../testing/upstream.ts'
import type { AdapterEvent } from './adapter.ts'

const alice = signInOf('alice')
const waiting: AdapterEvent = {
  type: 'RUN_FINISHED',
  threadId: '',
  runId: '',
  outcome: { type: 'interrupt', interrupts: [{ id: 'approve-1', reason: 'tool_approval' }] },
}
const decision = { kind: 'decision', interruptId: 'approve-1', approved: true } as const

test('Stop says what it did in the transcript, and the run ends as cancelled', async () => {
  const { chat, agent } = chatOf()
  const asked = question()
  const run = await chat.begin(asked)
  agent.say({ type: 'TEXT_MESSAGE_CONTENT', messageId: 'm', delta: 'x' })
  await expect.poll(() => run.events.last).toBe(3)
  agent.stopped = { outcome: 'stopped_listening', sentence: 'It goes on.', offer: 'end_session' }
  const both = [chat.stop(whichOf(asked), asked.run), chat.stop(whichOf(asked), asked.run)]
  expect(await Promise.all(both)).toEqual([agent.stopped, agent.stopped])
  expect(agent.stops).toHaveLength(1)
  expect(agent.turns[0]?.signal.aborted).toBe(true)
  const events = await eventsWhenEnded(run.events)
  expect(types(events).slice(-4)).toEqual([
    'TEXT_MESSAGE_END',
    'chat.notice',
    'chat.timing',
    'RUN_FINISHED',
  ])
  expect(events.at(-3)).toMatchObject({ value: { text: 'It goes on.' } })
  expect(events.at(-1)).toMatchObject({ outcome: { type: 'cancelled' } })
  expect((await chat.one(whichOf(asked))).transcript[0]?.state).toBe('stopped')
  expect(await chat.stop(whichOf(asked), asked.run)).toMatchObject({ outcome: 'already_done' })
  expect(agent.stops).toHaveLength(1)
})

test('a run that was done when Stop came keeps its end', async () => {
  const { chat, agent } = chatOf()
  const asked = question()
  const run = await chat.begin(asked)
  agent.stopped = { outcome: 'already_done', sentence: 'Done.' }
  const stop = chat.stop(whichOf(asked), asked.run)
  agent.say(finished)
  expect(await stop).toMatchObject({ outcome: 'already_done' })
  expect((await eventsWhenEnded(run.events)).at(-1)).toMatchObject({ outcome: { type: 'success' } })
})

test('a decision reaches the task that waits for it, once', async () => {
  const { chat, agent } = chatOf()
  const asked = question()
  const run = await chat.begin(asked)
  await expect.poll(() => agent.turns.length).toBe(1)
  agent.turns[0]?.learned({ taskId: 'task-1' })
  agent.say(waiting)
  await eventsWhenEnded(run.events)
  const { conversation } = asked
  expect((await chat.one(whichOf(asked))).transcript[0]?.state).toBe('waiting')
  const other = { ...decision, interruptId: 'approve-2' }
  await expect(chat.begin(question({ conversation, input: other }))).rejects.toMatchObject({
    status: 409,
    message: 'Nothing waits for this decision any more.',
  })
  const decided = await chat.begin(question({ conversation, input: decision }))
  await expect.poll(() => agent.turns[1]).toMatchObject({ taskId: 'task-1', input: decision })
  agent.say(finished)
  await eventsWhenEnded(decided.events)
  const { transcript } = await chat.one(whichOf(asked))
  expect(transcript.map(({ state }) => state)).toEqual(['done', 'done'])
  await expect(chat.begin(question({ conversation, input: decision }))).rejects.toMatchObject({
    status: 409,
  })
})

test('a decision begins no conversation', async () => {
  const { chat } = chatOf()
  await expect(chat.begin(question({ input: decision }))).rejects.toMatchObject({ status: 409 })
})

test('another question passes over what waits', async () => {
  const { chat, agent } = chatOf()
  const asked = question()
  const run = await chat.begin(asked)
  agent.say(waiting)
  await eventsWhenEnded(run.events)
  const { conversation } = asked
  const next = await chat.begin(question({ conversation }))
  agent.say(finished)
  await eventsWhenEnded(next.events)
  const { transcript } = await chat.one(whichOf(asked))
  expect(transcript.map(({ state }) => state)).toEqual(['stopped', 'done'])
  await expect(chat.begin(question({ conversation, input: decision }))).rejects.toMatchObject({
    status: 409,
  })
})

test('what a process left under way when it was killed ends as interrupted, with all that was stored', async () => {
  const folder = newFolder()
  const before = chatOf({}, folder)
  const asked = question()
  const run = await before.chat.begin(asked)
  before.agent.say({ type: 'TEXT_MESSAGE_CONTENT', messageId: 'm', delta: 'half' })
  await expect.poll(() => run.events.last).toBe(3)
  await expect.poll(() => run.events.unstored().texts).toEqual([])
  const { chat } = chatOf({}, folder)
  expect(await chat.list('alice')).toMatchObject([{ running: false }])
  const { transcript } = await chat.one(whichOf(asked))
  expect(transcript[0]).toMatchObject({ state: 'failed', input: asked.input })
  const events = transcript[0]?.events.map(({ event }) => event) ?? []
  expect(types(events)).toEqual([
    'RUN_STARTED',
    'TEXT_MESSAGE_START',
    'TEXT_MESSAGE_CONTENT',
    'TEXT_MESSAGE_END',
    'chat.timing',
    'RUN_ERROR',
  ])
  expect(events.at(-1)).toMatchObject({ code: 'stream_interrupted' })
  expect(transcript[0]?.events.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5, 6])
  expect((await chat.one(whichOf(asked))).transcript).toEqual(transcript)
})

test('a process that is stopped ends its runs as interrupted itself', async () => {
  const folder = newFolder()
  const before = chatOf({}, folder)
  const asked = question()
  await before.chat.begin(asked)
  await before.chat.close()
  const { chat } = chatOf({}, folder)
  const [run] = (await chat.one(whichOf(asked))).transcript
  expect(run?.state).toBe('failed')
  expect(run?.events.at(-1)?.event).toMatchObject({
    message: 'Parallax was stopped while the agent answered.',
  })
})

test('a conversation that is deleted while an agent answers is gone with every event', async () => {
  const { chat, agent, store, losses } = chatOf()
  const asked = question()
  const run = await chat.begin(asked)
  const { topic, stream } = run.events.name
  expect(await store.rows(topic, stream, -1, 9)).not.toEqual([])
  agent.say(...textEvents('m', 'x'))
  await chat.remove(whichOf(asked))
  expect(agent.turns[0]?.signal.aborted).toBe(true)
  expect((await eventsWhenEnded(run.events)).at(-1)).toMatchObject({
    message: 'This conversation was deleted while the agent answered.',
    metadata: { failure: { retryable: false, resumable: false } },
  })
  await expect(chat.one(whichOf(asked))).rejects.toMatchObject({ status: 404 })
  expect(await chat.list('alice')).toEqual([])
  await chat.close()
  expect(await store.rows(topic, stream, -1, 9)).toEqual([])
  expect(losses).toEqual([])
})

test('an operator keeps so many conversations, and the one that rested longest goes', async () => {
  const { chat, agent, time } = chatOf({ conversationsKept: 2 })
  const answered = async (text: string, conversation: string = randomUUID()) => {
    time.now += 1_000
    const run = await chat.begin(question({ text, conversation }))
    agent.say(finished)
    await eventsWhenEnded(run.events)
    return conversation
  }
  const first = await answered('first')
  await answered('second')
  await answered('again', first)
  await answered('third')
  expect((await chat.list('alice')).map(({ title }) => title)).toEqual(['third', 'first'])
})

test('a title is the beginning of the first question until somebody gives another', async () => {
  const { chat, told } = chatOf({ messageBytes: 10_000 })
  const asked = question({ text: `  Say\n\n${'x'.repeat(200)}` })
  await chat.begin(asked)
  const [{ title } = { title: '' }] = await chat.list('alice')
  expect(title).toBe(`Say ${'x'.repeat(75)}…`)
  expect(await chat.rename(whichOf(asked), 'Mine')).toMatchObject({ title: 'Mine' })
  const data = { id: asked.conversation, deployment: 'helper' }
  const change = { event: { event: 'conversation', data }, subject: 'alice' }
  expect(told).toEqual([change, change])
})

test('ending a session is said until something is asked again', async () => {
  const { chat, agent } = chatOf()
  const asked = question()
  const run = await chat.begin(asked)
  await expect(chat.endSession(whichOf(asked), alice)).rejects.toMatchObject({ status: 409 })
  agent.say(...textEvents('m', 'x'), finished)
  await eventsWhenEnded(run.events)
  const sentence = await chat.endSession(whichOf(asked), alice)
  expect(agent.ended).toEqual([asked.conversation])
  expect((await chat.one(whichOf(asked))).sessionEnded).toBe(sentence)
  await chat.begin(question({ conversation: asked.conversation }))
  expect((await chat.one(whichOf(asked))).sessionEnded).toBeUndefined()
  await expect.poll(() => agent.turns[1]?.lastHeardAt).toBeUndefined()
})

test('an adapter knows when the runtime was last heard', async () => {
  const { chat, agent, time } = chatOf()
  const asked = question()
  const run = await chat.begin(asked)
  time.now += 5
  agent.say(...textEvents('m', 'x'), finished)
  await eventsWhenEnded(run.events)
  await expect.poll(async () => (await chat.list('alice'))[0]?.running).toBe(false)
  const heardAt = time.now
  time.now += 60_000
  await chat.begin(question({ conversation: asked.conversation }))
  await expect.poll(() => agent.turns[1]?.lastHeardAt).toBe(heardAt)
})

test('nothing that was asked or said can be read in the store', async () => {
  const { chat, agent, store, folder } = chatOf()
  const asked = question({ text: 'my secret question' })
  const run = await chat.begin(asked)
  agent.say(...textEvents('m', 'my secret answer'), finished)
  await eventsWhenEnded(run.events)
  await chat.close()
  const { topic, stream } = run.events.name
  expect((await store.rows(topic, stream, -1, 9)).length).toBeGreaterThan(0)
  const bytes = ['', '-wal'].map((end) => readFileSync(`${folder}/chat.db${end}`, 'latin1')).join()
  for (const secret of ['my secret', 'helper', asked.conversation, asked.run])
    expect(bytes).not.toContain(secret)
})
