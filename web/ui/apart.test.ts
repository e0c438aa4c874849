import { expect, test } from 'vitest'

import { apart } from './apart.ts'

test('personas keep the shapes that they have elsewhere', () => {
  expect(apart([2, 0, 1])).toEqual([2, 0, 1])
})

test('of two with the same shape the second takes one that nobody here has', () => {
  expect(apart([0, 0])).toEqual([0, 1])
  expect(apart([1, 1, 0, 1])).toEqual([1, 2, 0, 3])
})
