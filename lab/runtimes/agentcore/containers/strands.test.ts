import { expect, test } from 'vitest'

import type { AgentEvent } from '../../../agent/agent.ts'
import { createStrandsTurn } from './strands.ts'

const call = (id: string): AgentEvent => ({ type: 'tool-call', id, name: 'search', args: {} })
const result = (id: string, value: unknown = { content: [{ type: 'text', text: id }] }) =>
  ({ type: 'tool-result', id, name: 'search', result: value, isError: false }) as const
const usage: AgentEvent = { type: 'usage', inputTokens: 3, outputTokens: 2, totalTokens: 5 }
const toolResult = (toolUseId: string, content: unknown[] = [{ text: toolUseId }]) => ({
  toolResult: { toolUseId, status: 'success', content },
})

const retell = (events: AgentEvent[]) => {
  const turn = createStrandsTurn()
  const frames = events.flatMap((event) => turn.feed(event))
  return { ...turn, frames, messages: turn.messages }
}
const uses = (...ids: string[]) => ({
  role: 'assistant',
  content: ids.map((toolUseId) => ({ toolUse: { toolUseId, name: 'search', input: {} } })),
})

test('results of parallel tools are one message, in the order in which they came', () => {
  const { messages, frames } = retell([call('a'), call('b'), usage, result('b'), result('a')])
  expect(messages).toEqual([
    uses('a', 'b'),
    { role: 'user', content: [toolResult('b'), toolResult('a')] },
  ])
  expect(frames.at(-1)).toEqual({ message: messages[1] })
})

test('results that come before the model has finished wait for the end of its message', () => {
  const { messages } = retell([call('a'), result('a'), call('b'), result('b'), usage])
  expect(messages).toEqual([
    uses('a', 'b'),
    { role: 'user', content: [toolResult('a'), toolResult('b')] },
  ])
})

test('the next message begins after the results of the one before', () => {
  const { messages } = retell([
    call('a'),
    usage,
    result('a', 42),
    { type: 'text-start', id: 't' },
    { type: 'text-delta', id: 't', delta: 'Forty-two.' },
    { type: 'text-end', id: 't' },
    usage,
  ])
  expect(messages).toEqual([
    uses('a'),
    { role: 'user', content: [toolResult('a', [{ json: 42 }])] },
    { role: 'assistant', content: [{ text: 'Forty-two.' }] },
  ])
})

test('a text that a failure cuts off is kept as far as it came', () => {
  const { messages, frames } = retell([
    { type: 'text-start', id: 't' },
    { type: 'text-delta', id: 't', delta: 'Half of' },
    { type: 'error', message: 'lost the model' },
  ])
  expect(messages).toEqual([{ role: 'assistant', content: [{ text: 'Half of' }] }])
  expect(frames).toContainEqual({ event: { contentBlockStop: { contentBlockIndex: 0 } } })
})

test('tokens of all calls of the model add up', () => {
  expect(retell([usage, usage]).usage).toEqual({ inputTokens: 6, outputTokens: 4, totalTokens: 10 })
})
