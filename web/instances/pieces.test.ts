import { expect, test } from 'vitest'

import { pieces } from './pieces.ts'

test('a line is cut at each place that holds the words, whatever their case', () => {
  expect(pieces('GET /health get', 'get')).toEqual([
    { at: 0, text: 'GET', hit: true },
    { at: 3, text: ' /health ', hit: false },
    { at: 12, text: 'get', hit: true },
  ])
})

test.each([
  ['', 'a'],
  ['a', ''],
  ['İstanbul', 'i'],
])('%j searched for %j stays whole', (line, words) => {
  expect(
    pieces(line, words)
      .map(({ text }) => text)
      .join(''),
  ).toBe(line)
  expect(pieces(line, words).some(({ hit }) => hit)).toBe(false)
})

test('signs of a pattern are only signs', () => {
  expect(pieces('a.b (c)', '(c').find(({ hit }) => hit)?.at).toBe(4)
})
