import { expect, test } from 'vitest'

import { answer, call, preface } from '../../../testing/chatDialects.ts'
import { transcriptOf, writerForTest } from '../../../testing/transcript.ts'
import { writeAgui } from './agui.ts'
import { StrandsReader } from './strands.ts'

/** What HTTP containers say, one value for each frame; a body that is no JSON is a text. */
function http(...frames: unknown[]) {
  const writer = writerForTest()
  const reader = new StrandsReader(writer)
  for (const frame of frames)
    reader.feed(frame, typeof frame === 'string' ? frame : JSON.stringify(frame))
  reader.end()
  return writer.take()
}

function agui(...events: unknown[]) {
  const writer = writerForTest()
  for (const event of events) writeAgui(writer, event)
  return writer.take()
}

const found = '{"content":[{"type":"text","text":"# TrafficPolicy"}],"isError":false}'
const transcript = [
  `says ${preface}`,
  `calls ${call.name}`,
  'with {"kind":"TrafficPolicy"}',
  `gets ${found}`,
  `says ${answer}`,
  'ends success 30 in 12 out',
]

const use = { toolUseId: call.id, name: call.name, input: call.args }
const looking = { role: 'assistant', content: [{ text: preface }, { toolUse: use }] }
const result = { toolUseId: call.id, status: 'success', content: [{ text: '# TrafficPolicy' }] }
const resulted = { role: 'user', content: [{ toolResult: result }] }
const answered = { role: 'assistant', content: [{ text: answer }] }
const start = (index: number, toolUse?: object) => ({
  event: { contentBlockStart: { contentBlockIndex: index, start: toolUse ? { toolUse } : {} } },
})
const delta = (index: number, value: object) => ({
  event: { contentBlockDelta: { contentBlockIndex: index, delta: value } },
})
const stop = (index: number) => ({ event: { contentBlockStop: { contentBlockIndex: index } } })
const cost = (inputTokens: number, outputTokens: number) => ({
  event: { metadata: { usage: { inputTokens, outputTokens } } },
})

const stream = [
  { init_event_loop: true },
  { event: { messageStart: { role: 'assistant' } } },
  delta(0, { text: 'Let me ' }),
  delta(0, { text: 'look.' }),
  stop(0),
  start(1, { toolUseId: call.id, name: call.name }),
  delta(1, { toolUse: { input: '{"kind":"TrafficPolicy"}' } }),
  stop(1),
  { event: { messageStop: { stopReason: 'tool_use' } } },
  cost(10, 4),
  { message: looking },
  { message: resulted },
  { event: { messageStart: { role: 'assistant' } } },
  delta(0, { text: answer }),
  stop(0),
  { event: { messageStop: { stopReason: 'end_turn' } } },
  cost(20, 8),
  { message: answered },
  { result: { stop_reason: 'end_turn' } },
]

test('a Strands agent that streams says everything once, though it says it twice', () => {
  expect(transcriptOf(http(...stream))).toEqual(transcript)
})

test('the same agent in one piece gives the same transcript', () => {
  const usage = { inputTokens: 30, outputTokens: 12, totalTokens: 42 }
  const whole = { result: answered, messages: [looking, resulted, answered], usage }
  expect(transcriptOf(http(whole))).toEqual(transcript)
})

test('a Strands stream that is cut has no end', () => {
  expect(http(...stream.slice(0, -1)).some(({ type }) => type === 'RUN_FINISHED')).toBe(false)
})

test.each([
  ['result', { result: 'Hello' }],
  ['response', { response: 'Hello' }],
  ['output', { output: { text: 'Hello' } }],
  ['text', { text: 'Hello' }],
  ['plain text', 'Hello'],
])('the answer is found under %s', (_name, body) => {
  expect(transcriptOf(http(body))).toEqual(['says Hello', 'ends success'])
})

test('pieces of plain text are one answer, without the mark of their end', () => {
  expect(transcriptOf(http('Hel', 'lo', '[DONE]'))).toEqual(['says Hello', 'ends success'])
})

test('what nobody knows is kept as it came, and is no answer', () => {
  expect(transcriptOf(http({ weather: 'fine' }))).toEqual(['raw {"weather":"fine"}'])
})

test('an error in a stream is the end of the run', () => {
  const error = { error: 'no access to the model', error_type: 'AccessDeniedException' }
  expect(transcriptOf(http(delta(0, { text: 'Let' }), error))).toEqual([
    'says Let',
    'fails with agent_failed: no access to the model',
  ])
})

const asked = (id: string, name: string) => ({
  id: `i-${id}`,
  name: 'approval',
  reason: { message: 'Sure?', toolUse: { id, name, args: { id } } },
})

test('tools that wait for a person are drawn, and are one decision', () => {
  const interrupts = [asked('a', 'close_ticket'), asked('b', 'delete_ticket')]
  const events = http({ result: { stop_reason: 'interrupt', interrupts } })
  expect(transcriptOf(events)).toEqual([
    'calls close_ticket',
    'with {"id":"a"}',
    'calls delete_ticket',
    'with {"id":"b"}',
    'ends interrupt',
  ])
  expect(events.at(-1)).toMatchObject({
    outcome: {
      interrupts: [
        {
          id: 'i-a i-b',
          toolCallId: 'a',
          message: 'One decision for 2 calls: close_ticket, delete_ticket. Sure?',
        },
      ],
    },
  })
})

const aguiRun = [
  { type: 'RUN_STARTED', threadId: 'x', runId: 'y' },
  { type: 'TEXT_MESSAGE_START', messageId: 'm1', role: 'assistant' },
  { type: 'TEXT_MESSAGE_CONTENT', messageId: 'm1', delta: preface },
  { type: 'TEXT_MESSAGE_END', messageId: 'm1' },
  { type: 'TOOL_CALL_START', toolCallId: call.id, toolCallName: call.name },
  { type: 'TOOL_CALL_ARGS', toolCallId: call.id, delta: '{"kind":"TrafficPolicy"}' },
  { type: 'TOOL_CALL_END', toolCallId: call.id },
  { type: 'TOOL_CALL_RESULT', messageId: 'm2', toolCallId: call.id, content: found },
  { type: 'TEXT_MESSAGE_CHUNK', messageId: 'm3', delta: answer },
]

test('AG-UI is passed on under our own names, and ends as it says', () => {
  const usage = [{ model: 'm', inputTokens: 30, outputTokens: 12 }]
  const events = agui(...aguiRun, { type: 'RUN_FINISHED', threadId: 'x', runId: 'y', usage })
  expect(transcriptOf(events)).toEqual(transcript)
  expect(events.at(-1)).toMatchObject({ threadId: 'c', runId: 'r' })
})

test('AG-UI events that the browser does not know are kept for the raw view', () => {
  const snapshot = { type: 'STATE_SNAPSHOT', snapshot: { a: 1 } }
  expect(transcriptOf(agui(snapshot, { type: 'TEXT_MESSAGE_CONTENT' }))).toEqual([
    `raw ${JSON.stringify(snapshot)}`,
    'raw {"type":"TEXT_MESSAGE_CONTENT"}',
  ])
})

test.each([
  [{ type: 'cancelled' }, 'ends cancelled'],
  [
    { type: 'interrupt', interrupts: [{ id: 'i', reason: 'approve', toolCallId: 't' }] },
    'ends interrupt',
  ],
])('an AG-UI run ends as %j', (outcome, line) => {
  const events = agui({ type: 'RUN_FINISHED', threadId: 'x', runId: 'y', outcome })
  expect(transcriptOf(events)).toEqual([line])
})

test('a failed AG-UI run is a failure of the agent', () => {
  expect(transcriptOf(agui({ type: 'RUN_ERROR', message: 'boom', code: 'X' }))).toEqual([
    'fails with agent_failed: boom',
  ])
})
