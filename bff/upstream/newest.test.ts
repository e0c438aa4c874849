import { expect, it } from 'vitest'

import { Newest } from './newest.ts'

it('keeps the last ones of many, in their order', () => {
  const newest = new Newest<number>(3)
  for (let n = 1; n <= 100; n++) newest.add(n)
  expect(newest.take()).toEqual([98, 99, 100])
})

it('has an item once, where it first came', () => {
  const newest = new Newest<string>(3)
  for (const item of ['a', 'b', 'a', 'b', 'b', 'c', 'a']) newest.add(item)
  expect(newest.take()).toEqual(['a', 'b', 'c'])
})

it('is empty once it was taken', () => {
  const newest = new Newest<string>(3)
  newest.add('a')
  newest.take()
  expect(newest.take()).toEqual([])
})
