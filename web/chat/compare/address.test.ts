import { expect, test } from 'vitest'

import { readCompare, writeCompare } from './address.ts'

const read = (query: string) => readCompare(new URLSearchParams(query))

test('columns and their conversations are read in order', () => {
  expect(read('right=b&left=a&c=1,2')).toEqual({ names: ['a', 'b'], ids: ['1', '2'] })
})

test('a column without a conversation keeps its place', () => {
  expect(read('left=a&right=b&third=d&c=1,,3').ids).toEqual(['1', '', '3'])
  expect(read('left=a&right=b').ids).toEqual(['', ''])
})

test('a Deployment that stands there twice is compared once', () => {
  expect(read('left=a&right=a&third=b&c=1,2,3')).toEqual({ names: ['a', 'b'], ids: ['1', '3'] })
})

test('what is written reads the same, and the rest of the address stays', () => {
  const before = new URLSearchParams('left=x&right=y&third=z&as=admin&c=1,2,3')
  const next = writeCompare(before, { names: ['a', 'b'], ids: ['', '2'] })
  expect(next.toString()).toBe('left=a&right=b&as=admin&c=%2C2')
  expect(readCompare(next)).toEqual({ names: ['a', 'b'], ids: ['', '2'] })
  expect(writeCompare(next, { names: ['a', 'b'], ids: ['', ''] }).has('c')).toBe(false)
})
