import { expect, test } from 'vitest'

import { readNumber } from './readNumber.ts'

test('a decimal that is being typed is the number so far', () => {
  expect(readNumber('1.')).toBe(1)
  expect(readNumber('1.50')).toBe(1.5)
  expect(readNumber('-0.5')).toBe(-0.5)
})

test('a long integer keeps its digits, with leading zeros dropped', () => {
  expect(readNumber('9007199254740993')).toBe('\uffff9007199254740993')
  expect(readNumber('-009007199254740993')).toBe('\uffff-9007199254740993')
  expect(readNumber('007')).toBe(7)
})

test('an empty field is an argument left out', () => {
  expect(readNumber(' ')).toBeUndefined()
})

test('text that is no number stays text', () => {
  for (const text of ['-', 'abc', '1e', 'Infinity', '1e999']) expect(readNumber(text)).toBe(text)
})
