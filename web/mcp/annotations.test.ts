import { expect, test } from 'vitest'

import { annotationWords, isReadOnly, titleOf } from './annotations.ts'

const tool = (annotations?: Record<string, unknown>) => ({
  name: 'search',
  inputSchema: {},
  ...(annotations && { annotations }),
})

test('hints that are set become words', () => {
  expect(annotationWords(tool({ destructiveHint: true, idempotentHint: true }))).toEqual([
    'destructive',
    'idempotent',
  ])
})

test('a tool that says nothing gets no word and counts as able to write', () => {
  expect(annotationWords(tool())).toEqual([])
  expect(isReadOnly(tool())).toBe(false)
  expect(isReadOnly(tool({ readOnlyHint: 'yes' }))).toBe(false)
})

test('a read-only tool cannot be destructive', () => {
  expect(annotationWords(tool({ readOnlyHint: true, destructiveHint: true }))).toEqual([
    'read-only',
  ])
})

test('a title that repeats the name is no title', () => {
  expect(titleOf(tool({ title: 'search' }))).toBeUndefined()
  expect(titleOf(tool({ title: 'Search everything' }))).toBe('Search everything')
})
