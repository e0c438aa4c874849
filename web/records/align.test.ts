import { expect, test } from 'vitest'

import { align } from './align.ts'

test('what only one side has stands in its place for both', () => {
  expect(
    align([
      ['a', 'c'],
      ['b', 'c'],
    ]),
  ).toEqual([
    { name: 'a', seen: [true, false] },
    { name: 'b', seen: [false, true] },
    { name: 'c', seen: [true, true] },
  ])
})

test('a side that sees nothing hides everything', () => {
  expect(align([['a'], []])).toEqual([{ name: 'a', seen: [true, false] }])
})
