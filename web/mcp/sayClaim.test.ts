import { expect, test } from 'vitest'

import { sayClaim } from './sayClaim.ts'

test('a time of a token is said as a date beside its number', () => {
  expect(sayClaim('exp', 1_779_900_000)).toBe('1779900000 (27 May 2026, 16:40:00 UTC)')
})

test('a number that is no time stays a number, and a text stays as it is', () => {
  expect(sayClaim('version', 1_779_900_000)).toBe('1779900000')
  expect(sayClaim('exp', 'soon')).toBe('soon')
  expect(sayClaim('aud', ['a', 'b'])).toBe('["a","b"]')
})
