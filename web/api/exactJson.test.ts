import { expect, test } from 'vitest'

import { exactInteger, isExact, parseExact } from './exactJson.ts'

test('an integer beyond 2^53 comes out of JSON and goes back with every digit', () => {
  const text = '{"id":9007199254740993,"deep":[-12345678901234567890]}'
  expect(JSON.stringify(parseExact(text))).toBe(text)
})

test('ordinary numbers stay numbers', () => {
  expect(parseExact('[1,-2.5,1e3,9007199254740991]')).toEqual([1, -2.5, 1000, 9007199254740991])
})

test('only a value that a number would round is exact', () => {
  expect(isExact(exactInteger('9007199254740993'))).toBe(true)
  expect(isExact(exactInteger('12'))).toBe(false)
  expect(isExact({ rawJSON: '12' })).toBe(false)
})
