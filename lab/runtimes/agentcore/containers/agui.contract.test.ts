import { randomUUID } from 'node:crypto'

import { EventSchemas } from '@ag-ui/core/schemas'
import { afterAll, describe, expect, test } from 'vitest'

import { invoke } from '../testing/invoke.ts'
import { eventsOf, startAgentCore } from '../testing/running.ts'

const running = await startAgentCore()
afterAll(() => running.close())
const arn = await running.create('release-notes-agui', { protocol: 'AGUI' })
const ask = (payload: unknown, more: Parameters<typeof invoke>[3] = {}) =>
  invoke(running, arn, payload, more)

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
    const events = eventsOf((await ask(run('seed'))).text)
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
    const asked = eventsOf((await ask(run('delete'), session)).text)
    expect(asked.at(-1)).toMatchObject({
      outcome: { type: 'interrupt', interrupts: [{ id: 'fc-1', toolCallId: 'toolu_2' }] },
    })
    const resume = [{ interruptId: 'fc-1', status: 'resolved', payload: { approved: true } }]
    const resumed = await ask(run('', { messages: [], resume }), session)
    expect(resumed.text).toContain('is deleted.')
  })

  test('ends with RUN_ERROR when the agent fails', async () => {
    const events = eventsOf((await ask(run('refuse'))).text)
    expect(events.at(-1)).toMatchObject({ type: 'RUN_ERROR', code: 'MAX_TOKENS' })
  })
})
