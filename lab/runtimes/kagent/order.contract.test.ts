import { afterAll, expect, test } from 'vitest'

import type { A2aEvent } from '../adk/wire.ts'
import { framesOf, question, startKagent } from './testing.ts'

const kagent = await startKagent({ clock: () => Date.parse('2026-08-14T09:00:00Z') })
afterAll(() => kagent.close())

const alice = { 'x-user-id': 'alice' }
const stream = async (text: string, path?: string, more?: Record<string, unknown>) =>
  framesOf((await kagent.call('message/stream', question(text, more), alice, path)).text)

/** An event in one line: what a reader of the order looks at. */
const brief = (event: A2aEvent): string => {
  if (event.kind === 'artifact-update') return `artifact ${JSON.stringify(event.artifact.parts)}`
  const { state, message } = event.status
  const parts = message?.parts.map((part) =>
    part.kind === 'text'
      ? part.text
      : [part.metadata?.['kagent_type'], part.kind === 'data' && part.data['name']].join(' '),
  )
  return [state, ...(parts ?? []), ...(event.final ? ['final'] : [])].join(' | ')
}

const usage = (promptTokenCount: number, candidatesTokenCount: number) => ({
  kagent_usage_metadata: {
    promptTokenCount,
    candidatesTokenCount,
    totalTokenCount: promptTokenCount + candidatesTokenCount,
  },
})

test('the seven events of a question with one tool come in the order of kagent-adk', async () => {
  const events = await stream('seed', undefined, { contextId: 'order' })
  const taskId = events[0]?.taskId
  const at = { taskId, contextId: 'order' }
  const timestamp = '2026-08-14T09:00:00.000Z'
  const session = {
    kagent_app_name: 'kagent__NS__solofieldassistant',
    kagent_user_id: 'alice',
    kagent_session_id: 'order',
  }
  const about = {
    kagent_adk_partial: null,
    ...session,
    kagent_invocation_id: expect.stringMatching(/^e-/),
    kagent_author: 'solofieldassistant_agent',
  }
  const working = (parts: unknown[], more = {}) => ({
    kind: 'status-update',
    ...at,
    final: false,
    status: {
      state: 'working',
      message: {
        kind: 'message',
        role: 'agent',
        messageId: expect.any(String),
        ...at,
        parts,
        metadata: { ...about, ...more },
      },
      timestamp,
    },
    metadata: about,
  })
  const answer = { kind: 'text', text: 'A TrafficPolicy is a policy.' }
  expect(events).toEqual([
    {
      kind: 'status-update',
      ...at,
      final: false,
      status: {
        state: 'submitted',
        message: {
          kind: 'message',
          role: 'user',
          messageId: 'u1',
          ...at,
          parts: [{ kind: 'text', text: 'seed' }],
        },
        timestamp,
      },
    },
    {
      kind: 'status-update',
      ...at,
      final: false,
      status: { state: 'working', timestamp },
      metadata: session,
    },
    working(
      [
        { kind: 'text', text: 'Let me look.' },
        {
          kind: 'data',
          data: { id: 'toolu_1', name: 'get_crd_schema', args: { kind: 'TrafficPolicy' } },
          metadata: { kagent_type: 'function_call' },
        },
      ],
      usage(900, 40),
    ),
    working([
      {
        kind: 'data',
        data: {
          id: 'toolu_1',
          name: 'get_crd_schema',
          response: {
            result: { content: [{ type: 'text', text: '# TrafficPolicy' }], isError: false },
          },
        },
        metadata: { kagent_type: 'function_response' },
      },
    ]),
    working([answer], usage(1200, 80)),
    {
      kind: 'artifact-update',
      ...at,
      lastChunk: true,
      artifact: { artifactId: expect.any(String), parts: [answer] },
    },
    {
      kind: 'status-update',
      ...at,
      final: true,
      status: { state: 'completed', timestamp },
      metadata: { ...about, ...usage(1200, 80) },
    },
  ])
})

test('an agent that streams sends deltas first and the whole text after them', async () => {
  await kagent.deploy('streaming', { KAGENT_STREAM: 'true' })
  const events = await stream('seed', '/api/a2a/kagent/streaming/')
  expect(events.map(brief)).toEqual([
    'submitted | seed',
    'working',
    'working | Let ',
    'working | me look.',
    'working | Let me look. | function_call get_crd_schema',
    'working | function_response get_crd_schema',
    'working | A Tr',
    'working | afficPolicy is a policy.',
    'working | A TrafficPolicy is a policy.',
    'artifact [{"kind":"text","text":"A TrafficPolicy is a policy."}]',
    'completed | final',
  ])
  const partial = events.map(
    (event) => event.kind === 'status-update' && event.metadata?.['kagent_adk_partial'],
  )
  expect(partial.slice(2, 5)).toEqual([true, true, null])
})

test('results of tools that ran side by side are one message', async () => {
  expect((await stream('two tools')).map(brief)).toEqual([
    'submitted | two tools',
    'working',
    'working | function_call get_crd_schema | function_call get_crd_schema',
    'working | function_response get_crd_schema | function_response get_crd_schema',
    'working | Twice the same.',
    'artifact [{"kind":"text","text":"Twice the same."}]',
    'completed | final',
  ])
})

test('a call that needs a person ends the stream, and a decision goes on with the task', async () => {
  const asked = await stream('delete')
  expect(asked.map(brief)).toEqual([
    'submitted | delete',
    'working',
    'working | function_call delete_pod',
    'working | function_call adk_request_confirmation',
    'working | function_response delete_pod',
    'input-required | function_call adk_request_confirmation | final',
  ])
  expect(asked[2]).toMatchObject({ status: { message: { metadata: usage(10, 5) } } })
  expect(asked.at(-1)).toMatchObject({
    status: {
      message: {
        parts: [
          {
            data: {
              id: 'fc-1',
              args: {
                originalFunctionCall: {
                  id: 'toolu_2',
                  name: 'delete_pod',
                  args: { name: 'web-0' },
                },
                toolConfirmation: { hint: 'This deletes the pod web-0.', confirmed: false },
              },
            },
            metadata: { kagent_is_long_running: true },
          },
        ],
      },
    },
  })
  const taskId = asked[0]?.taskId
  const parts = [
    { kind: 'data', data: { decision_type: 'reject', rejection_reason: 'not now' } },
    { kind: 'text', text: 'Rejected' },
  ]
  const decided = await stream('', undefined, { taskId, parts })
  expect(decided.map(brief)).toEqual([
    'working',
    'working | function_response delete_pod',
    'working | The pod is kept: not now.',
    'artifact [{"kind":"text","text":"The pod is kept: not now."}]',
    'completed | final',
  ])
  expect(new Set(decided.map((event) => event.taskId))).toEqual(new Set([taskId]))
})

test('decisions can be told one by one', async () => {
  const taskId = (await stream('delete'))[0]?.taskId
  const data = { decision_type: 'batch', decisions: { toolu_2: 'approve' } }
  const decided = await stream('', undefined, { taskId, parts: [{ kind: 'data', data }] })
  expect(decided.map(brief)).toContain('working | The pod is deleted.')
})

test('a model that gave up fails twice, the second time for good', async () => {
  const failed = await stream('refuse')
  expect(failed.map(brief).slice(2)).toEqual([
    'failed | The model wrote too much.',
    'failed | The model wrote too much. | final',
  ])
  expect(failed.at(-1)).toMatchObject({
    status: { message: { metadata: { kagent_error_code: 'MAX_TOKENS' } } },
  })
})

test('an agent that breaks off fails once', async () => {
  expect((await stream('crash')).map(brief)).toEqual([
    'submitted | crash',
    'working',
    'failed | the model cannot be reached | final',
  ])
})
