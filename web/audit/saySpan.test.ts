import { expect, test } from 'vitest'

import { sayLength, saySpan } from './saySpan.ts'

test.each([
  [1_000, 'second'],
  [15_000, '15 seconds'],
  [60_000, 'minute'],
  [1_800_000, '30 minutes'],
  [10_800_000, '3 hours'],
  [604_800_000, '7 days'],
])('%i ms are %s', (ms, words) => {
  expect(sayLength(ms)).toBe(words)
})

test('a span may be open at one end', () => {
  expect(saySpan('2026-11-20T12:00:00Z', undefined)).toMatch(/^from .*2026/)
  expect(saySpan(undefined, '2026-11-20T12:00:00Z')).toMatch(/^before .*2026/)
})

test('a short span needs seconds, and no day', () => {
  const said = saySpan('2026-11-20T12:00:05Z', '2026-11-20T12:00:10Z')
  expect(said).toMatch(/:00:05.* to .*:00:10/)
  expect(said).not.toContain('2026')
})
