import { expect, test } from 'vitest'

import { answerOf, textOf } from '../parts/testing.ts'
import { sayState } from './sayState.ts'

const began = Date.parse('2026-11-20T10:00:00.000Z')

test('a side that was not asked says so', () => {
  expect(sayState(undefined, began)).toEqual(['not asked yet'])
})

test('a running answer has a clock, and its first byte by the times of its events', () => {
  const events = [
    { id: 1, event: { type: 'RUN_STARTED', threadId: 't', runId: 'r', timestamp: 1_000 } },
    {
      id: 2,
      event: { type: 'CUSTOM', name: 'chat.notice', value: { text: 'x' }, timestamp: 1_100 },
    },
    {
      id: 3,
      event: { type: 'TEXT_MESSAGE_START', messageId: 'm', role: 'assistant', timestamp: 1_900 },
    },
  ] as const
  const running = answerOf({ state: 'running', events: [...events] })
  expect(sayState(running, began + 2_600)).toEqual(['3 s · working', 'first byte 900 ms'])
  const streaming = { ...running, parts: [{ ...textOf('A'), open: true }] }
  expect(sayState(streaming, began)[0]).toBe('0 s · streaming')
})

test('an answer says how long it took and what it cost', () => {
  const timing = { firstByteMs: 12, firstTextMs: null, totalMs: 1_800 }
  const done = answerOf({ timing, usage: [{ inputTokens: 800, outputTokens: 140 }] })
  expect(sayState(done, began)).toEqual(['answered in 1.8 s', '940 tokens', 'first byte 12 ms'])
})

test('where no byte came, none is claimed, although the failure is an event', () => {
  const run = { threadId: 't', runId: 'r', timestamp: 1_000 }
  const failure = { code: 'unreachable', message: 'Nothing listens.', retryable: true } as const
  const metadata = { failure: { ...failure, resumable: false } }
  const failed = { type: 'RUN_ERROR', ...failure, metadata, timestamp: 1_075 } as const
  const answer = answerOf({
    state: 'failed',
    timing: { firstByteMs: null, firstTextMs: null, totalMs: 75 },
    events: [
      { id: 1, event: { type: 'RUN_STARTED', ...run } },
      { id: 2, event: failed },
    ],
  })
  expect(sayState(answer, began)).toEqual(['failed'])
})

test('what did not end well is named', () => {
  expect(sayState(answerOf({ state: 'failed' }), began)[0]).toBe('failed')
  expect(sayState(answerOf({ state: 'waiting' }), began)[0]).toBe('waits for a decision')
})
