import { expect, test } from 'vitest'

import { chatOf, eventsWhenEnded, question } from '../../testing/chat.ts'
import { checkFits } from './admission.ts'
import type { KeptConversation } from './kept.ts'

const kept = (...sizes: number[]): KeptConversation => ({
  id: 'c',
  owner: 'alice',
  deployment: 'helper',
  namespace: 'default',
  persona: 'admin',
  runtime: 'kagent-1',
  runtimeType: 'Kagent',
  title: 'x',
  startedAt: 0,
  lastAt: 0,
  runs: sizes.map((size, at) => ({
    id: `${at}`,
    state: 'done',
    startedAt: 0,
    resumable: false,
    size,
  })),
})
const mebibyte = 1_048_576

test('a conversation may be as large as a page can read at once', () => {
  expect(() => checkFits(kept(32 * mebibyte, 31 * mebibyte), question())).not.toThrow()
  expect(() => checkFits(kept(32 * mebibyte, 32 * mebibyte), question())).toThrow(
    'This conversation holds more than 64 MiB, as much as one may hold.',
  )
})

// It seals and opens more than 64 MiB, which takes a while where other tests run beside it.
test(
  'the size of a conversation is that of what its agents said',
  { timeout: 30_000 },
  async () => {
    const { chat, agent } = chatOf()
    const asked = question()
    const delta = 'x'.repeat(32 * mebibyte)
    for (let at = 0; at < 2; at++) {
      agent.say({ type: 'TEXT_MESSAGE_CONTENT', messageId: `${at}`, delta })
      const run = await chat.begin(question({ conversation: asked.conversation }))
      await eventsWhenEnded(run.events)
    }
    const again = chat.begin(question({ conversation: asked.conversation }))
    await expect(again).rejects.toThrow('holds more than 64 MiB')
  },
)
