import { expect, test } from 'vitest'

import { mergeInOrder } from './merge.ts'

const values = (...lists: string[][]) => mergeInOrder(lists).map(({ value }) => value)

test('what only the second has stands behind its neighbour there', () => {
  expect(values(['a', 'c'], ['a', 'b', 'c'])).toEqual(['a', 'b', 'c'])
  expect(values(['b'], ['a', 'b'])).toEqual(['a', 'b'])
})

test('an entry that comes twice is two entries', () => {
  expect(mergeInOrder([['a', 'a'], ['a']])).toEqual([
    { value: 'a', at: [0, 0] },
    { value: 'a', at: [1, -1] },
  ])
})

test('lists without anything in common follow each other piece by piece', () => {
  expect(mergeInOrder([['a'], ['b'], []]).map(({ at }) => at)).toEqual([
    [-1, 0, -1],
    [0, -1, -1],
  ])
})
