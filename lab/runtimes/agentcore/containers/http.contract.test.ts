import { randomUUID } from 'node:crypto'

import { GetAgentCardCommand } from '@aws-sdk/client-bedrock-agentcore'
import { afterAll, describe, expect, test } from 'vitest'

import { invoke } from '../testing/invoke.ts'
import { eventsOf, startAgentCore } from '../testing/running.ts'

const running = await startAgentCore()
afterAll(() => running.close())
const arn = await running.create('docs-reviewer-http', { protocol: 'HTTP' })
const ask = (payload: unknown, more: Parameters<typeof invoke>[3] = {}) =>
  invoke(running, arn, payload, more)

describe('an HTTP container', () => {
  test('answers a prompt with the last message, all messages of the turn, and the usage', async () => {
    const answer = await ask({ prompt: 'seed' }, { accept: 'application/json' })
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
    const events = eventsOf((await ask({ prompt: 'seed' })).text)
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
    const events = eventsOf((await ask({ prompt: 'refuse' })).text)
    expect(events.at(-1)).toEqual({
      error: 'The model wrote too much.',
      error_type: 'MAX_TOKENS',
      message: 'An error occurred during streaming',
    })
    const plain = ask({ prompt: 'refuse' }, { accept: 'application/json' })
    await expect(plain).rejects.toMatchObject({
      name: 'RuntimeClientError',
      $metadata: { httpStatusCode: 424 },
    })
  })

  test('stops for an approval and goes on with the answer to it', async () => {
    const session = { runtimeSessionId: randomUUID() }
    const events = eventsOf((await ask({ prompt: 'delete' }, session)).text)
    expect(events.at(-1)).toMatchObject({
      result: { stop_reason: 'interrupt', interrupts: [{ id: 'fc-1', name: 'delete_pod' }] },
    })
    const response = { approved: false, reason: 'not today' }
    const prompt = [{ interruptResponse: { interruptId: 'fc-1', response } }]
    expect((await ask({ prompt }, session)).text).toContain('kept: not today')
  })

  test('has no agent card', async () => {
    const asked = running.client().send(new GetAgentCardCommand({ agentRuntimeArn: arn }))
    await expect(asked).rejects.toMatchObject({
      name: 'RuntimeClientError',
      message: expect.stringContaining('Received error (404) from runtime'),
    })
  })
})
