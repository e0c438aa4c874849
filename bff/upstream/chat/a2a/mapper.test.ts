import { expect, test } from 'vitest'

import {
  answer,
  approvalAsked,
  artifactPerEvent,
  failed,
  finishedTask,
  goPieces,
  inVersion1,
  partials,
  preface,
  wholeParts,
} from '../../../testing/chatDialects.ts'
import { transcriptOf, writerForTest } from '../../../testing/transcript.ts'
import { A2aMapper } from './mapper.ts'
import { readEvent, readTask } from './read.ts'

function told(results: unknown[]) {
  const writer = writerForTest()
  const mapper = new A2aMapper(writer)
  for (const result of results) {
    const event = readEvent(result)
    if (event === null) writer.raw(result)
    else mapper.feed(event)
  }
  mapper.end()
  return writer.take()
}

const read = (results: unknown[]) => transcriptOf(told(results))

const result = '{"content":[{"type":"text","text":"# TrafficPolicy"}],"isError":false}'
const transcript = [
  `says ${preface}`,
  'calls get_crd_schema',
  'with {"kind":"TrafficPolicy"}',
  `gets ${result}`,
  `says ${answer}`,
  'ends success 2100 in 120 out',
]

test.each([
  ['kagent in whole parts', wholeParts()],
  ['kagent in whole parts, 1.0', wholeParts().map(inVersion1)],
  ['kagent in pieces', partials()],
  ['kagent in pieces, 1.0', partials().map(inVersion1)],
  ['kagent with Go prefixes', wholeParts('adk_')],
  ['an artifact for each event', artifactPerEvent().map(inVersion1)],
  ['Go artifacts with empty ends', goPieces()],
  ['one finished task', [finishedTask()]],
  ['one finished task, 1.0', [inVersion1(finishedTask())]],
])('the same answer is the same transcript: %s', (_dialect, results) => {
  expect(read(results)).toEqual(transcript)
})

test('through the registry it is the same, but that nobody says what it cost', () => {
  expect(read([finishedTask({ bare: true })])).toEqual([...transcript.slice(0, -1), 'ends success'])
})

test('a task that is read again tells what the stream told', () => {
  const writer = writerForTest()
  new A2aMapper(writer).replay(readTask(finishedTask()))
  expect(transcriptOf(writer.take())).toEqual(transcript)
})

test('a reload takes up the stream without saying anything twice', () => {
  const writer = writerForTest()
  const mapper = new A2aMapper(writer)
  const finished = readTask(finishedTask())
  const [question, looking, found, answered] = finished.history
  const history = [question, looking, found].filter((turn) => turn !== undefined)
  mapper.replay({ ...finished, state: 'working', history, artifacts: [], metadata: undefined })
  const rest = { kind: 'status', taskId: 'T', state: 'working', metadata: undefined } as const
  for (const message of [looking, found, answered]) mapper.feed({ ...rest, message })
  mapper.feed({ ...rest, state: 'completed', message: undefined })
  expect(transcriptOf(writer.take())).toEqual(transcript)
})

test('an answer of one plain message is whole', () => {
  const message = { kind: 'message', role: 'agent', parts: [{ kind: 'text', text: 'Hello' }] }
  expect(read([message])).toEqual(['says Hello', 'ends success'])
})

test('a sentence that is meant to come twice comes twice', () => {
  const [submitted, working, , , answered] = wholeParts()
  const [, , looking, , again] = wholeParts()
  const lines = read([submitted, working, answered, looking, again])
  expect(lines.filter((line) => line === `says ${answer}`)).toHaveLength(2)
})

test('a stream that stops has no end of its own', () => {
  const events = told(wholeParts().slice(0, -1))
  expect(events.filter(({ type }) => type === 'RUN_FINISHED' || type === 'RUN_ERROR')).toEqual([])
})

test('a failure is told once, with its reason and what to do', () => {
  const events = told(failed('Response stopped', 'MAX_TOKENS'))
  expect(transcriptOf(events).at(-1)).toBe('fails with agent_failed: Response stopped')
  expect(events.filter(({ type }) => type === 'RUN_ERROR')).toMatchObject([
    { metadata: { failure: { retryable: true, hint: expect.stringContaining('longer than') } } },
  ])
})

test('no access to the model is told with the way to get it', () => {
  const words = "You don't have access to the model with the specified model ID."
  expect(told(failed(words, 'AccessDeniedException')).at(-1)).toMatchObject({
    metadata: { failure: { message: words, hint: expect.stringContaining('Bedrock console') } },
  })
})

test('a call that waits for a person is drawn as a call, and the run waits', () => {
  const events = told(approvalAsked('Closing cannot be undone.'))
  expect(transcriptOf(events)).toEqual([
    'calls close_ticket',
    'with {"id":"T-7"}',
    'ends interrupt',
  ])
  const interrupts = [
    {
      id: 'orig',
      reason: 'tool_approval',
      toolCallId: 'orig',
      message: 'Closing cannot be undone.',
    },
  ]
  expect(events.at(-1)).toMatchObject({ outcome: { type: 'interrupt', interrupts } })
})

test('approvals by the extension name what their answer has to name', () => {
  const tools = [
    { id: 'p1', call_id: 'c1', name: 'close_ticket', args: { id: 1 } },
    { id: 'p2', call_id: 'c2', name: 'delete_ticket', args: { id: 2 } },
  ]
  const asked = { type: 'tool_approval_request', hint: 'Sure?', tools }
  const metadata = { 'https://kagent.dev/extensions/hitl/v1': asked }
  const message = { role: 'ROLE_AGENT', messageId: 'm', parts: [], metadata }
  const status = { state: 'TASK_STATE_INPUT_REQUIRED', message }
  expect(told([{ statusUpdate: { taskId: 'T', status } }]).at(-1)).toMatchObject({
    outcome: {
      interrupts: [
        {
          id: 'hitl:p1,p2',
          toolCallId: 'c1',
          message: 'One decision for 2 calls: close_ticket, delete_ticket. Sure?',
        },
      ],
    },
  })
})

test.each([
  ['auth-required', 'auth', 'Sign in to GitHub.'],
  ['input-required', 'question', 'Sign in to GitHub.'],
])('a task in %s waits with what it says', (state, reason, words) => {
  const message = { role: 'agent', parts: [{ kind: 'text', text: words }] }
  const event = { kind: 'status-update', taskId: 'T', status: { state, message } }
  expect(told([event]).at(-1)).toMatchObject({
    outcome: { type: 'interrupt', interrupts: [{ reason, message: words }] },
  })
})

test('what the model thinks is told apart from what it says', () => {
  const parts = [
    { kind: 'text', text: 'Hm.', metadata: { kagent_thought: true } },
    { kind: 'text', text: 'Yes.' },
  ]
  const working = { state: 'working', message: { role: 'agent', messageId: 'm', parts } }
  const event = { kind: 'status-update', taskId: 'T', status: working }
  expect(read([event])).toEqual(['thinks Hm.', 'says Yes.'])
})

test('parts that are not known stay as they came', () => {
  const file = { kind: 'file', file: { uri: 'https://example.com/a.png' } }
  const parts = [file, { kind: 'data', data: { temperature: 21 } }, { kind: 'data', data: {} }]
  expect(read([{ kind: 'message', role: 'agent', parts }])).toEqual([
    `raw ${JSON.stringify(file)}`,
    'raw {"data":{"temperature":21}}',
    'ends success',
  ])
})

test('a cancelled task ends as cancelled', () => {
  const event = { kind: 'status-update', taskId: 'T', status: { state: 'canceled' }, final: true }
  expect(read([event])).toEqual(['ends cancelled'])
})
