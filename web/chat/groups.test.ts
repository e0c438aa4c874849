import { expect, test } from 'vitest'

import type { ConversationSummary } from '#bff'

import { groupsOf } from './groups.ts'
import { bytesOf, saySize } from './messageSize.ts'

const now = new Date(2026, 10, 20, 9, 30)
const at = (id: string, lastAt: Date): ConversationSummary => ({
  id,
  deployment: 'd',
  persona: 'admin',
  runtime: 'r',
  runtimeType: 'Kagent',
  title: id,
  startedAt: lastAt.toISOString(),
  lastAt: lastAt.toISOString(),
  runs: 1,
  running: false,
})

test('conversations stand under their day in the time of the reader, midnight included', () => {
  const groups = groupsOf(
    [
      at('now', now),
      at('midnight', new Date(2026, 10, 20)),
      at('evening', new Date(2026, 10, 19, 23, 59, 59)),
      at('morning', new Date(2026, 10, 19)),
      at('before', new Date(2026, 10, 18, 23, 59)),
    ],
    now,
  )
  expect(
    groups.map(({ label, conversations }) => [label, conversations.map(({ id }) => id)]),
  ).toEqual([
    ['Today', ['now', 'midnight']],
    ['Yesterday', ['evening', 'morning']],
    ['Older', ['before']],
  ])
})

test('a day without conversations has no heading', () => {
  expect(groupsOf([at('old', new Date(2025, 0, 1))], now).map(({ label }) => label)).toEqual([
    'Older',
  ])
})

test('the size of a message is counted in bytes and only said near the limit', () => {
  expect(bytesOf('é€')).toBe(5)
  expect(saySize(799, 1_000)).toBeUndefined()
  expect(saySize(1_000, 1_000)).toEqual({ words: '1,000 of 1,000 bytes', over: false })
  expect(saySize(1_001, 1_000)).toEqual({ words: '1 bytes over the limit of 1,000', over: true })
})
