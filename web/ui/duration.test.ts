import { expect, test } from 'vitest'

import { sayAge, sayAgo, sayClock, sayDuration } from './duration.ts'

test('a latency keeps to the unit a person would say', () => {
  expect([0.2, 12.4, 999, 1_840, 125_000].map(sayDuration)).toEqual([
    '<1 ms',
    '12 ms',
    '999 ms',
    '1.8 s',
    '2 min 05 s',
  ])
})

test('a countdown ends at nought and does not go below', () => {
  expect([432_000_000, 3_900_000, 249_000, 12_000, 0, -5_000].map(sayClock)).toEqual([
    '5 days',
    '1 h 05 min',
    '4 min 09 s',
    '12 s',
    '0 s',
    '0 s',
  ])
})

test('an age is told coarsely', () => {
  expect([2_000, 47_000, 130_000, 7_300_000, 200_000_000].map(sayAgo)).toEqual([
    'just now',
    '40 s ago',
    '2 min ago',
    '2 h ago',
    '2 d ago',
  ])
})

test('how long something has lasted keeps to its largest unit, and a clock that runs ahead is nought', () => {
  expect([-3_000, 12_900, 180_000, 7_300_000, 432_000_000].map(sayAge)).toEqual([
    '0 s',
    '12 s',
    '3 min',
    '2 h',
    '5 d',
  ])
})
