import { expect, test } from 'vitest'

import { parseExact } from './exactJson.ts'

test('an integer beyond what a number holds keeps its digits', () => {
  const text = '{"id":9007199254740993,"list":[12345678901234567890],"half":0.5}'
  expect(JSON.stringify(parseExact(text))).toBe(text)
})

test('a number that is exact stays a number', () => {
  expect(parseExact('{"n":9007199254740991,"f":1234567890.1234567}')).toEqual({
    n: Number.MAX_SAFE_INTEGER,
    f: 1234567890.1234567,
  })
})

test('text that is not JSON throws as ever', () => {
  expect(() => parseExact('{"id":9007199254740993')).toThrow(SyntaxError)
})
