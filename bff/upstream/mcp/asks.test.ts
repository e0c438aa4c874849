import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import type { BffEvent } from '../../contract.ts'
import { createHub } from '../../observe/hub.ts'
import { noon, signInOf } from '../../testing/upstream.ts'
import { createAsks } from './asks.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const signIn = signInOf('presenter')
const form = { gateway: 'kb', persona: 'alice', kind: 'elicitation' as const, message: 'Which?' }
const model = { ...form, kind: 'sampling' as const, sampling: { messages: [] } }

function asking() {
  const hub = createHub()
  const heard: BffEvent[] = []
  hub.subscribe({ subject: 'presenter', signIn: signIn.id, send: (event) => heard.push(event) })
  const others: BffEvent[] = []
  hub.subscribe({ subject: 'presenter', signIn: 'another', send: (event) => others.push(event) })
  return { asks: createAsks({ hub, clock: () => noon }), heard, others }
}

test('a question that nobody answers is refused after five minutes, as its kind is refused', async () => {
  const { asks, heard, others } = asking()
  const replies = Promise.all([asks.open(form, signIn), asks.open(model, signIn)])
  expect(asks.list(signIn)).toHaveLength(2)
  await vi.advanceTimersByTimeAsync(5 * 60_000)
  expect(await replies).toEqual([
    { result: { action: 'cancel' } },
    { error: { code: -1, message: 'User rejected sampling request' } },
  ])
  expect(asks.list(signIn)).toEqual([])
  expect(heard.map(({ data }) => 'state' in data && data.state)).toEqual([
    'open',
    'open',
    'expired',
    'expired',
  ])
  expect(others).toEqual([])
})

test('a question is over when the call is that caused it', async () => {
  const { asks } = asking()
  const call = new AbortController()
  const reply = asks.open(form, signIn, call.signal)
  call.abort()
  expect(await reply).toEqual({ result: { action: 'cancel' } })
  expect(await asks.open(form, signIn, call.signal)).toEqual({ result: { action: 'cancel' } })
})

test('a server cannot pile up questions', async () => {
  const { asks } = asking()
  for (let count = 0; count < 20; count++) void asks.open(form, signIn)
  expect(await asks.open(form, signIn)).toEqual({ result: { action: 'cancel' } })
  expect(asks.list(signIn)).toHaveLength(20)
})

test('whoever signs out leaves no question open', async () => {
  const { asks } = asking()
  const reply = asks.open(form, signIn)
  void asks.open(form, signInOf('somebody'))
  asks.forget(signIn)
  expect(await reply).toEqual({ result: { action: 'cancel' } })
  expect(asks.list(signInOf('somebody'))).toHaveLength(1)
})

test('a question stays with a sign-in that got a new id', async () => {
  const { asks } = asking()
  const reply = asks.open(form, signIn)
  const moved = { ...signIn, id: 'newer', lineage: signIn.id }
  const [ask] = asks.list(moved)
  asks.answer(moved, ask?.id ?? '', { action: 'decline' })
  expect(await reply).toEqual({ result: { action: 'decline' } })
})

test('an answer in the place of a model must have the shape of one', async () => {
  const { asks } = asking()
  void asks.open(model, signIn)
  const [ask] = asks.list(signIn)
  const say = (content: Record<string, unknown>) => () =>
    asks.answer(signIn, ask?.id ?? '', { action: 'accept', content })
  expect(say({})).toThrow('role')
  expect(say({ role: 'assistant' })).toThrow('model')
  expect(say({ role: 'assistant', model: 'me' })).toThrow('content')
  expect(
    say({ role: 'assistant', model: 'me', content: { type: 'text', text: 'x' } }),
  ).not.toThrow()
})
