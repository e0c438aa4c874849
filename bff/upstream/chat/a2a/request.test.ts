import { expect, test } from 'vitest'

import type { RunInput } from '../../../contract.ts'
import { a2aHeaders, messageOf, rpcOf } from './request.ts'

const message = (version: '0.3' | '1.0', input: RunInput, taskId?: string) =>
  messageOf(version, { input, conversation: 'c', taskId }).message
const decision = (interruptId: string, approved: boolean, reason?: string): RunInput => ({
  kind: 'decision',
  interruptId,
  approved,
  ...(reason === undefined ? {} : { reason }),
})

test('a question is put in the words of each version', () => {
  const question = { kind: 'text', text: 'Why?' } as const
  expect(message('0.3', question)).toEqual({
    kind: 'message',
    messageId: expect.any(String),
    role: 'user',
    contextId: 'c',
    parts: [{ kind: 'text', text: 'Why?' }],
  })
  expect(message('1.0', question)).toEqual({
    messageId: expect.any(String),
    role: 'ROLE_USER',
    contextId: 'c',
    parts: [{ text: 'Why?' }],
  })
  expect(JSON.parse(rpcOf('1.0', 'stream', {}))).toMatchObject({ method: 'SendStreamingMessage' })
  expect(a2aHeaders('1.0')['a2a-extensions']).toBe('https://kagent.dev/extensions/hitl/v1')
  expect(a2aHeaders('0.3')['a2a-extensions']).toBeUndefined()
})

test('a decision names the task that waits for it, and says why', () => {
  expect(message('0.3', decision('orig', false, 'not yet'), 'T')).toMatchObject({
    taskId: 'T',
    parts: [
      { kind: 'data', data: { decision_type: 'reject', rejection_reason: 'not yet' } },
      { kind: 'text', text: 'Rejected: not yet' },
    ],
  })
  expect(message('1.0', decision('orig', true), 'T').parts).toEqual([
    { data: { decision_type: 'approve' } },
    { text: 'Approved' },
  ])
})

test('what waits by the extension is answered by it, each approval by its id', () => {
  const uri = 'https://kagent.dev/extensions/hitl/v1'
  expect(message('1.0', decision('hitl:p1,p2', true), 'T')).toMatchObject({
    extensions: [uri],
    metadata: {
      [uri]: {
        type: 'tool_approval_response',
        approvals: [
          { id: 'p1', approved: true },
          { id: 'p2', approved: true },
        ],
      },
    },
  })
})

test('a question of the agent is answered in words, without approving anything else', () => {
  expect(message('0.3', decision('question', true, 'PostgreSQL'), 'T').parts).toEqual([
    { kind: 'text', text: 'PostgreSQL' },
  ])
  expect(message('0.3', decision('ask_user', true, 'PostgreSQL'), 'T').parts[0]).toEqual({
    kind: 'data',
    data: { decision_type: 'approve', ask_user_answers: [{ answer: ['PostgreSQL'] }] },
  })
  expect(message('0.3', { kind: 'text', text: 'Never mind.' }, 'T').parts).toEqual([
    { kind: 'text', text: 'Never mind.' },
  ])
})
