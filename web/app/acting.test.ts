import { expect, test } from 'vitest'

import { nextActing, personaKeys } from './acting.ts'

test('a persona joins the comparison at the right and leaves it by the same key', () => {
  expect(nextActing(['alice'], 'bob')).toEqual(['alice', 'bob'])
  expect(nextActing(['alice', 'bob', 'carol'], 'alice')).toEqual(['bob', 'carol'])
})

test('two always remain, and never more than four', () => {
  expect(nextActing(['alice', 'bob'], 'bob')).toEqual(['alice', 'bob'])
  expect(nextActing(['a', 'b', 'c', 'd'], 'e')).toEqual(['a', 'b', 'c', 'e'])
})

test('the first persona with an initial has its key, the others their number', () => {
  expect(personaKeys(['alice', 'bob', 'alice-browser', 'gina'])).toEqual([
    { keys: 'a', persona: 'alice' },
    { keys: 'b', persona: 'bob' },
    { keys: '1', persona: 'alice' },
    { keys: '2', persona: 'bob' },
    { keys: '3', persona: 'alice-browser' },
    { keys: '4', persona: 'gina' },
  ])
})
