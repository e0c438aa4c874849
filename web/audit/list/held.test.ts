import { expect, test } from 'vitest'

import { entry } from '../testing.ts'
import { holdRows } from './held.ts'

const list = (...ids: string[]) => ids.map((id) => entry({ id }))
const ids = ({ rows, fresh }: ReturnType<typeof holdRows>) => [
  rows.map(({ id }) => id).join(''),
  fresh,
]

test('new rows are counted and do not move those that are read', () => {
  expect(ids(holdRows(list('c', 'b', 'a'), list('e', 'd', 'c', 'b', 'a')))).toEqual(['cba', 2])
})

test('older rows that were asked for follow at the end', () => {
  expect(ids(holdRows(list('c', 'b'), list('d', 'c', 'b', 'a')))).toEqual(['cba', 1])
})

test('rows that fell out of the list stay while they are read', () => {
  expect(ids(holdRows(list('b', 'a'), list('e', 'd', 'c', 'b')))).toEqual(['ba', 3])
  expect(ids(holdRows(list('b', 'a'), list('e', 'd')))).toEqual(['ba', 2])
})

test('of an empty list everything is new', () => {
  expect(ids(holdRows([], list('a')))).toEqual(['', 1])
})
