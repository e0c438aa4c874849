import { expect, test } from 'vitest'

import type { Phase, RecordView, RegistryView } from '#bff'

import { whyNoChat } from './whyNoChat.ts'

const registry = (available: boolean) =>
  // Of the registry only this is read.
  ({ features: { chat: { available, reason: 'It has none.' } } }) as unknown as RegistryView
const deployment = (phase: Phase, more: Partial<RecordView> = {}) =>
  // As above: the status, the origin and the target.
  ({
    status: { phase, words: phase },
    target: { kind: 'Agent', name: 'a', tag: 'latest' },
    ...more,
  }) as unknown as RecordView

test('an agent that is deployed can be asked', () => {
  expect(whyNoChat(deployment('deployed'), registry(true))).toBeUndefined()
})

test.each([
  ['its registry has no chat', deployment('deployed'), registry(false), 'It has none.'],
  ['nobody deployed it', deployment('deployed', { origin: 'discovered' }), registry(true), 'found'],
  [
    'it is an MCP server',
    deployment('deployed', { target: { kind: 'MCPServer', name: 'm', tag: 'latest' } }),
    registry(true),
    'MCP server',
  ],
  ['it is not deployed yet', deployment('deploying'), registry(true), '“deploying”'],
  ['it is being removed', deployment('terminating'), registry(true), '“terminating”'],
])('a deployment cannot be asked where %s, and says so', (_, record, from, reason) => {
  expect(whyNoChat(record, from)).toContain(reason)
})
