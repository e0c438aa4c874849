import { randomUUID } from 'node:crypto'

import { EventSchemas } from '@ag-ui/core/schemas'
import {
  GetAgentCardCommand,
  InvokeAgentRuntimeCommand,
  type InvokeAgentRuntimeCommandInput,
} from '@aws-sdk/client-bedrock-agentcore'
import { afterAll, describe, expect, test } from 'vitest'

import { eventsOf, startAgentCore } from './testing/running.ts'

const running = await startAgentCore()
afterAll(() => running.close())
const [a2a, http, agui] = await Promise.all([
  running.create('solofieldassistant-a2a'),
  running.create('docs-reviewer-http', { protocol: 'HTTP' }),
  running.create('release-notes-agui', { protocol: 'AGUI' }),
])

/** Invokes as the official client does and reads the answer to its end. */
async function invoke(
  agentRuntimeArn: string,
  payload: unknown,
  more: Partial<InvokeAgentRuntimeCommandInput> = {},
) {
  const answer = await running.client().send(
    new InvokeAgentRuntimeCommand({
      agentRuntimeArn,
      qualifier: 'DEFAULT',
      runtimeSessionId: randomUUID(),
      contentType: 'application/json',
      accept: 'text/event-stream',
      payload: new TextEncoder().encode(JSON.stringify(payload)),
      ...more,
    }),
  )
  return { ...answer, text: (await answer.response?.transformToString()) ?? '' }
}

const question = (text: string, more: object = {}) => ({
  kind: 'message',
  role: 'user',
  messageId: randomUUID(),
  parts: [{ kind: 'text', text }],
  ...more,
})
const rpc = (method: string, params: object) => ({ jsonrpc: '2.0', id: 'r1', method, params })

describe('an A2A container', () => {
  test('streams the events of kagent-adk, each as a JSON-RPC result', async () => {
    const runtimeSessionId = randomUUID()
    const answer = await invoke(a2a, rpc('message/stream', { message: question('seed') }), {
      runtimeSessionId,
      traceParent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    })
    expect(answer.contentType).toBe('text/event-stream')
    expect(answer.runtimeSessionId).toBe(runtimeSessionId)
    expect(answer.traceParent).toBe('00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01')
    const events = eventsOf(answer.text)
    expect(events[0]).toMatchObject({
      jsonrpc: '2.0',
      id: 'r1',
      result: { kind: 'status-update', status: { state: 'submitted' } },
    })
    const text = [{ kind: 'text', text: 'A TrafficPolicy is a policy.' }]
    expect(events.slice(-3)).toMatchObject([
      { result: { status: { state: 'working', message: { parts: text } } } },
      { result: { kind: 'artifact-update', lastChunk: true, artifact: { parts: text } } },
      { result: { final: true, contextId: runtimeSessionId, status: { state: 'completed' } } },
    ])
  })

  test('answers message/send with the task, which tasks/get has as long as the session lives', async () => {
    const runtimeSessionId = randomUUID()
    const sent = await invoke(a2a, rpc('message/send', { message: question('seed') }), {
      runtimeSessionId,
      accept: 'application/json',
    })
    const { result }: { result: { id: string; history: unknown[] } } = JSON.parse(sent.text)
    expect(result).toMatchObject({ kind: 'task', status: { state: 'completed' } })
    expect(result.history).toHaveLength(4)
    const get = rpc('tasks/get', { id: result.id })
    const got = await invoke(a2a, get, { runtimeSessionId })
    expect(JSON.parse(got.text)).toMatchObject({ result: { id: result.id } })
    const elsewhere = await invoke(a2a, get)
    expect(JSON.parse(elsewhere.text)).toMatchObject({ error: { code: -32_001 } })
  })

  test('goes on with a decision on the same task', async () => {
    const session = { runtimeSessionId: randomUUID() }
    const asked = await invoke(a2a, rpc('message/send', { message: question('delete') }), session)
    const { result }: { result: { id: string } } = JSON.parse(asked.text)
    expect(result).toMatchObject({ status: { state: 'input-required' } })
    const decision = { kind: 'data', data: { decision_type: 'approve' } }
    const message = question('', { taskId: result.id, parts: [decision] })
    const decided = await invoke(a2a, rpc('message/send', { message }), session)
    expect(JSON.parse(decided.text)).toMatchObject({
      result: {
        id: result.id,
        status: { state: 'completed' },
        artifacts: [{ parts: [{ text: 'The pod is deleted.' }] }],
      },
    })
  })

  test.each([
    ['tasks/cancel', { id: 't' }, -32_603],
    ['tasks/resubscribe', { id: 't' }, -32_601],
    ['message/send', { message: { parts: [] } }, -32_602],
    ['message/send', { message: question('seed', { taskId: 'gone' }) }, -32_001],
  ])('refuses %s %j with %i', async (method, params, code) => {
    const { text } = await invoke(a2a, rpc(method, params))
    expect(JSON.parse(text)).toMatchObject({ id: 'r1', error: { code } })
  })

  test('has a card that names the address it is invoked at', async () => {
    const { agentCard, runtimeSessionId, statusCode } = await running
      .client()
      .send(new GetAgentCardCommand({ agentRuntimeArn: a2a, runtimeSessionId: randomUUID() }))
    expect(agentCard).toMatchObject({
      name: 'solofieldassistant_a2a',
      protocolVersion: '0.3.0',
      url: `${running.invocations(a2a)}/`,
    })
    expect(statusCode).toBe(200)
    expect(runtimeSessionId).toMatch(/^[0-9a-f-]{36}$/)
  })
})

describe('an HTTP container', () => {
  test('answers a prompt with the last message, all messages of the turn, and the usage', async () => {
    const answer = await invoke(http, { prompt: 'seed' }, { accept: 'application/json' })
    expect(answer.contentType).toBe('application/json')
    expect(JSON.parse(answer.text)).toEqual({
      result: { role: 'assistant', content: [{ text: 'A TrafficPolicy is a policy.' }] },
      messages: [
        {
          role: 'assistant',
          content: [
            { text: 'Let me look.' },
            {
              toolUse: {
                toolUseId: 'toolu_1',
                name: 'get_crd_schema',
                input: { kind: 'TrafficPolicy' },
              },
            },
          ],
        },
        {
          role: 'user',
          content: [
            {
              toolResult: {
                toolUseId: 'toolu_1',
                status: 'success',
                content: [{ text: '# TrafficPolicy' }],
              },
            },
          ],
        },
        { role: 'assistant', content: [{ text: 'A TrafficPolicy is a policy.' }] },
      ],
      usage: { inputTokens: 2_100, outputTokens: 120, totalTokens: 2_220 },
    })
  })

  test('streams the events of the turn when the caller accepts a stream', async () => {
    const events = eventsOf((await invoke(http, { prompt: 'seed' })).text)
    const kinds = events.map((event) => {
      const [[name, value] = []] = Object.entries(event as object) // each frame is an object
      return name === 'event' ? Object.keys(value as object)[0] : name
    })
    expect(kinds).toEqual([
      'init_event_loop',
      'messageStart',
      'contentBlockDelta',
      'contentBlockDelta',
      'contentBlockStop',
      'contentBlockStart',
      'contentBlockDelta',
      'contentBlockStop',
      'messageStop',
      'metadata',
      'message',
      'message',
      'messageStart',
      'contentBlockDelta',
      'contentBlockDelta',
      'contentBlockStop',
      'messageStop',
      'metadata',
      'message',
      'result',
    ])
    expect(events).toContainEqual({ event: { messageStop: { stopReason: 'tool_use' } } })
    expect(events.at(-1)).toEqual({ result: { stop_reason: 'end_turn' } })
  })

  test('tells a failure within its stream, and as 424 without one', async () => {
    const events = eventsOf((await invoke(http, { prompt: 'refuse' })).text)
    expect(events.at(-1)).toEqual({
      error: 'The model wrote too much.',
      error_type: 'MAX_TOKENS',
      message: 'An error occurred during streaming',
    })
    const plain = invoke(http, { prompt: 'refuse' }, { accept: 'application/json' })
    await expect(plain).rejects.toMatchObject({
      name: 'RuntimeClientError',
      $metadata: { httpStatusCode: 424 },
    })
  })

  test('stops for an approval and goes on with the answer to it', async () => {
    const session = { runtimeSessionId: randomUUID() }
    const events = eventsOf((await invoke(http, { prompt: 'delete' }, session)).text)
    expect(events.at(-1)).toMatchObject({
      result: { stop_reason: 'interrupt', interrupts: [{ id: 'fc-1', name: 'delete_pod' }] },
    })
    const response = { approved: false, reason: 'not today' }
    const prompt = [{ interruptResponse: { interruptId: 'fc-1', response } }]
    expect((await invoke(http, { prompt }, session)).text).toContain('kept: not today')
  })

  test('has no agent card', async () => {
    const asked = running.client().send(new GetAgentCardCommand({ agentRuntimeArn: http }))
    await expect(asked).rejects.toMatchObject({
      name: 'RuntimeClientError',
      message: expect.stringContaining('Received error (404) from runtime'),
    })
  })
})

const run = (text: string, more: object = {}) => ({
  threadId: 't1',
  runId: 'r1',
  messages: [{ id: 'm1', role: 'user', content: text }],
  tools: [],
  context: [],
  ...more,
})

describe('an AG-UI container', () => {
  test('answers RunAgentInput with events that AG-UI’s own schema accepts', async () => {
    const events = eventsOf((await invoke(agui, run('seed'))).text)
    const read = events.map((event) => EventSchemas.parse(event))
    expect(read.map(({ type }) => type)).toEqual([
      'RUN_STARTED',
      'TEXT_MESSAGE_START',
      'TEXT_MESSAGE_CONTENT',
      'TEXT_MESSAGE_CONTENT',
      'TEXT_MESSAGE_END',
      'TOOL_CALL_START',
      'TOOL_CALL_ARGS',
      'TOOL_CALL_END',
      'TOOL_CALL_RESULT',
      'TEXT_MESSAGE_START',
      'TEXT_MESSAGE_CONTENT',
      'TEXT_MESSAGE_CONTENT',
      'TEXT_MESSAGE_END',
      'RUN_FINISHED',
    ])
    expect(events.at(-1)).toMatchObject({
      threadId: 't1',
      runId: 'r1',
      outcome: { type: 'success' },
      usage: [{ totalTokens: 940 }, { totalTokens: 1_280 }],
    })
  })

  test('ends with an interrupt, and resumes it', async () => {
    const session = { runtimeSessionId: randomUUID() }
    const asked = eventsOf((await invoke(agui, run('delete'), session)).text)
    expect(asked.at(-1)).toMatchObject({
      outcome: { type: 'interrupt', interrupts: [{ id: 'fc-1', toolCallId: 'toolu_2' }] },
    })
    const resume = [{ interruptId: 'fc-1', status: 'resolved', payload: { approved: true } }]
    const resumed = await invoke(agui, run('', { messages: [], resume }), session)
    expect(resumed.text).toContain('is deleted.')
  })

  test('ends with RUN_ERROR when the agent fails', async () => {
    const events = eventsOf((await invoke(agui, run('refuse'))).text)
    expect(events.at(-1)).toMatchObject({ type: 'RUN_ERROR', code: 'MAX_TOKENS' })
  })
})
