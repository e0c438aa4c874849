import { expect, test } from 'vitest'

import type { ChatFailure } from '../../contract.ts'
import { chatOf, eventsWhenEnded, question } from '../../testing/chat.ts'
import type { AdapterEvent } from './adapter.ts'

const waiting: AdapterEvent = {
  type: 'RUN_FINISHED',
  threadId: '',
  runId: '',
  outcome: { type: 'interrupt', interrupts: [{ id: 'approve-1', reason: 'tool_approval' }] },
}
const decision = { kind: 'decision', interruptId: 'approve-1', approved: true } as const

const failing = (code: ChatFailure['code']): AdapterEvent => {
  const failure = { code, message: 'No.', retryable: true, resumable: false }
  return { type: 'RUN_ERROR', code, message: failure.message, metadata: { failure } }
}

test('a decision that never reached its runtime can be made again', async () => {
  const { chat, agent } = chatOf()
  const asked = question()
  const { conversation } = asked
  agent.say(waiting)
  await eventsWhenEnded((await chat.begin(asked)).events)
  const decide = async (...said: AdapterEvent[]) => {
    agent.say(...said)
    await eventsWhenEnded((await chat.begin(question({ conversation, input: decision }))).events)
  }
  await decide(failing('unreachable'))
  await decide(failing('token_rejected'))
  await decide(failing('agent_failed'))
  expect(agent.turns.map(({ input }) => input.kind === 'decision')).toEqual([
    false,
    true,
    true,
    true,
  ])
  await expect(decide()).rejects.toMatchObject({ status: 409 })
})
