import { expect, test } from 'vitest'

import type { ChatEvent, ChatFailure, NumberedEvent, RunView } from '#bff'

import { linked } from './linked.ts'
import { answerOf, lastIdOf, reduce, startAnswer } from './reduce.ts'
import type { Answer } from './transcript.ts'

const run: Omit<RunView, 'events' | 'state'> = {
  id: 'r1',
  conversation: 'c1',
  input: { kind: 'text', text: 'What is a TrafficPolicy?' },
  startedAt: '2026-11-20T09:00:00.000Z',
}
const numbered = (...events: ChatEvent[]): NumberedEvent[] =>
  events.map((event, index) => ({ id: index + 1, event }))
const drawn = (...events: ChatEvent[]): Answer =>
  numbered(...events).reduce(reduce, startAnswer(run))

const text = (messageId: string, ...deltas: string[]): ChatEvent[] => [
  { type: 'TEXT_MESSAGE_START', messageId, role: 'assistant' },
  ...deltas.map((delta): ChatEvent => ({ type: 'TEXT_MESSAGE_CONTENT', messageId, delta })),
  { type: 'TEXT_MESSAGE_END', messageId },
]
const tool = (id: string, args: string, timestamp?: number): ChatEvent[] => [
  {
    type: 'TOOL_CALL_START',
    toolCallId: id,
    toolCallName: 'search',
    ...(timestamp !== undefined && { timestamp }),
  },
  { type: 'TOOL_CALL_ARGS', toolCallId: id, delta: args },
  { type: 'TOOL_CALL_END', toolCallId: id },
]
const result = (id: string, content: string, more: Partial<ChatEvent> = {}): ChatEvent =>
  // The rest of a result is only its time and its error mark.
  ({
    type: 'TOOL_CALL_RESULT',
    messageId: `m-${id}`,
    toolCallId: id,
    content,
    ...more,
  }) as ChatEvent
const finished = (outcome: Extract<ChatEvent, { type: 'RUN_FINISHED' }>['outcome']): ChatEvent => ({
  type: 'RUN_FINISHED',
  threadId: 'c1',
  runId: 'r1',
  outcome,
})
const failure: ChatFailure = {
  code: 'container_failed',
  message: 'The container failed.',
  retryable: true,
  resumable: false,
}
const shape = ({ parts }: Answer) =>
  parts.map((part) => `${part.kind} ${part.kind === 'tool' ? part.state : part.text}`)

const whole: ChatEvent[] = [
  { type: 'RUN_STARTED', threadId: 'c1', runId: 'r1' },
  ...text('m1', 'I look', ' it up.'),
  ...tool('t1', '{"q":1}', 1_000),
  ...tool('t2', '{}', 1_010),
  result('t2', 'nothing', { timestamp: 1_030, metadata: { isError: true } }),
  result('t1', '[]', { timestamp: 1_212 }),
  ...text('m2', 'It is a policy.'),
  { type: 'CUSTOM', name: 'chat.timing', value: { firstByteMs: 9, firstTextMs: 20, totalMs: 300 } },
  finished({ type: 'success' }),
]

test('text before, between and after tool calls stays where it came', () => {
  const answer = drawn(...whole)
  expect(shape(answer)).toEqual([
    'text I look it up.',
    'tool done',
    'tool failed',
    'text It is a policy.',
  ])
  expect(answer).toMatchObject({ state: 'done', timing: { totalMs: 300 } })
})

test('a tool call lasts from its start to its own result, whatever came between', () => {
  expect(drawn(...whole).parts.flatMap((part) => (part.kind === 'tool' ? [part.ms] : []))).toEqual([
    212, 20,
  ])
})

test('a tool call whose events carry no time has no duration', () => {
  const [part] = drawn(...tool('t1', '{}'), result('t1', 'x')).parts
  expect(part).not.toHaveProperty('ms')
  expect(part).toMatchObject({ state: 'done', result: 'x' })
})

test('a stored answer and a live one come out the same, at every cut', () => {
  const events = numbered(...whole)
  const stored = answerOf({ ...run, state: 'done', events })
  for (let cut = 0; cut <= events.length; cut += 1) {
    const before = answerOf({ ...run, state: 'running', events: events.slice(0, cut) })
    expect(events.slice(cut).reduce(reduce, before)).toEqual(stored)
  }
})

test('events that come twice, one by one or as a replay, change nothing', () => {
  const events = numbered(...whole)
  const twice = [...events.flatMap((each) => [each, each]), ...events]
  expect(twice.reduce(reduce, startAnswer(run))).toEqual(drawn(...whole))
})

test('an answer is never changed in place, so that what was drawn stays true', () => {
  const before = drawn(...whole.slice(0, 3))
  const copy = structuredClone(before)
  numbered(...whole).reduce(reduce, before)
  expect(before).toEqual(copy)
})

test('arguments that arrive in pieces are one text', () => {
  const [part] = drawn(
    { type: 'TOOL_CALL_START', toolCallId: 't', toolCallName: 'search' },
    { type: 'TOOL_CALL_ARGS', toolCallId: 't', delta: '{"a"' },
    { type: 'TOOL_CALL_ARGS', toolCallId: 't', delta: ':1}' },
  ).parts
  expect(part).toMatchObject({ name: 'search', args: '{"a":1}', state: 'running' })
})

test('text that never had a beginning is text all the same', () => {
  expect(shape(drawn({ type: 'TEXT_MESSAGE_CONTENT', messageId: 'm', delta: 'a' }))).toEqual([
    'text a',
  ])
})

test('an open message says so, until it ends or the run does', () => {
  const open = drawn(...text('m1', 'a').slice(0, 2))
  expect(open.parts).toEqual([{ kind: 'text', id: 'm1', text: 'a', open: true }])
  const failed = drawn(...text('m1', 'a').slice(0, 2), {
    type: 'RUN_ERROR',
    message: failure.message,
    code: failure.code,
    metadata: { failure },
  })
  expect(failed).toMatchObject({ state: 'failed', failure, parts: [{ open: false }] })
})

test('calls that the end of a run left without a result are unanswered', () => {
  for (const end of [finished({ type: 'cancelled' }), finished({ type: 'success' })]) {
    expect(shape(drawn(...tool('t', '{}'), end))).toEqual(['tool unanswered'])
  }
  expect(drawn(finished({ type: 'cancelled' })).state).toBe('stopped')
})

test('the call that waits for a decision waits, others beside it are unanswered', () => {
  const interrupt = { id: 'i1', reason: 'tool_approval' as const, toolCallId: 't1' }
  const answer = drawn(
    ...tool('t1', '{}'),
    ...tool('t2', '{}'),
    finished({ type: 'interrupt', interrupts: [interrupt] }),
  )
  expect(shape(answer)).toEqual(['tool waiting', 'tool unanswered'])
  expect(answer).toMatchObject({ state: 'waiting', interrupts: [interrupt] })
})

test('a notice stands where it was told, and two equal ones are two', () => {
  const notice: ChatEvent = { type: 'CUSTOM', name: 'chat.notice', value: { text: 'n' } }
  const { parts } = drawn(notice, ...text('m', 'a'), notice)
  expect(shape({ ...drawn(), parts })).toEqual(['notice n', 'text a', 'notice n'])
  expect(new Set(parts.map(({ id }) => id)).size).toBe(3)
})

test('reasoning is kept apart from what is said, even under one message id', () => {
  const answer = drawn(
    { type: 'REASONING_MESSAGE_START', messageId: 'm', role: 'reasoning' },
    { type: 'REASONING_MESSAGE_CONTENT', messageId: 'm', delta: 'hm' },
    { type: 'REASONING_MESSAGE_END', messageId: 'm' },
    ...text('m', 'yes'),
  )
  expect(shape(answer)).toEqual(['reasoning hm', 'text yes'])
})

test('raw and unknown events are kept and not drawn', () => {
  // A newer server may send what this page has no name for.
  const unknown = { type: 'STEP_STARTED', stepName: 's' } as unknown as ChatEvent
  const answer = drawn({ type: 'RAW', event: { odd: 1 } }, unknown)
  expect([answer.parts, lastIdOf(answer), answer.state]).toEqual([[], 2, 'running'])
})

test('usage comes with either end of a run', () => {
  const usage = [{ inputTokens: 10, outputTokens: 2, totalTokens: 12 }]
  expect(drawn({ ...finished({ type: 'success' }), usage } as ChatEvent).usage).toEqual(usage)
  expect(
    drawn({ type: 'RUN_ERROR', message: '', code: 'internal', usage, metadata: { failure } }).usage,
  ).toEqual(usage)
})

test('a stored run that is over without a last word is over', () => {
  const events = numbered(...tool('t', '{}'))
  const answer = answerOf({ ...run, state: 'failed', events })
  expect([answer.state, ...shape(answer)]).toEqual(['failed', 'tool unanswered'])
})

test('an approval that the conversation went past waits no longer', () => {
  const interrupts = [{ id: 'i1', reason: 'tool_approval' as const, toolCallId: 't1' }]
  const events = numbered(...tool('t1', '{}'), finished({ type: 'interrupt', interrupts }))
  expect(answerOf({ ...run, state: 'waiting', events }).state).toBe('waiting')
  expect(answerOf({ ...run, state: 'stopped', events }).state).toBe('stopped')
})

const interrupts = [{ id: 'i1', reason: 'tool_approval' as const, toolCallId: 't1' }]
const waiting = drawn(...tool('t1', '{"q":1}'), finished({ type: 'interrupt', interrupts }))
const deciding = (...events: ChatEvent[]) => ({
  ...drawn(...events),
  input: { kind: 'decision' as const, interruptId: 'i1', approved: true, reason: 'fine' },
})

test('a decision stands with the answer that waited for it, and the call goes on meanwhile', () => {
  const [first] = linked([waiting, deciding()])
  expect(first).toMatchObject({
    decision: { approved: true, reason: 'fine' },
    parts: [{ id: 't1', state: 'running' }],
  })
})

test('the result of a call that waited moves to its call', () => {
  const [first, second] = linked([
    waiting,
    deciding(result('t1', 'ok'), ...text('m', 'Done.'), finished({ type: 'success' })),
  ])
  expect(first?.parts).toMatchObject([{ name: 'search', args: '{"q":1}', result: 'ok' }])
  expect(second?.parts).toMatchObject([{ kind: 'text', text: 'Done.' }])
})

test('a decision whose run brought no result leaves the call unanswered', () => {
  const [first] = linked([waiting, deciding(finished({ type: 'cancelled' }))])
  expect(first?.parts).toMatchObject([{ id: 't1', state: 'unanswered' }])
})

test('answers that no decision concerns stay the same objects', () => {
  const other = drawn(...whole)
  const answers = linked([other, waiting, deciding()])
  expect(answers[0]).toBe(other)
  expect(linked([other, waiting])[1]).toBe(waiting)
})
