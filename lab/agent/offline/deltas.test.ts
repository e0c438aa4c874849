import { expect, test } from 'vitest'

import { deltasOf, tokensOf } from './deltas.ts'

test.each([
  '',
  'word',
  '  leading and trailing  ',
  'a\n\n| b | c |\n|---|---|\n',
  'x'.repeat(5000),
])('the deltas of %j joined are the text', (text) => {
  expect(deltasOf(text).join('')).toBe(text)
})

test('a long text comes in no more deltas than an answer has time for', () => {
  const text = 'The more specific attachment wins over the more general one. '.repeat(200)
  expect(deltasOf(text).length).toBeLessThanOrEqual(130)
  expect(deltasOf(text).length).toBeGreaterThan(60)
})

test('a short text comes in small deltas that end with words', () => {
  expect(deltasOf('Let me look for a use case about that.').length).toBeGreaterThan(3)
  expect(deltasOf('Let me look for a use case.')[0]).toBe('Let me')
})

test('tokens are counted by characters, at least one', () => {
  expect(tokensOf('')).toBe(1)
  expect(tokensOf('twelve chars')).toBe(3)
})
