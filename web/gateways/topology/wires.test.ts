import { expect, test } from 'vitest'

import { wireBetween } from './wires.ts'

const box = (left: number, top: number) => ({ left, top, right: left + 100, bottom: top + 40 })

test('a part at the right is reached from the side, and the arrow ends at its edge', () => {
  expect(wireBetween(box(0, 0), box(140, 60))).toEqual({
    line: 'M100 20C117 20 117 80 133 80',
    tip: '133,76 140,80 133,84',
  })
})

test('a part below is reached from above', () => {
  expect(wireBetween(box(0, 0), box(20, 80))).toEqual({
    line: 'M50 40C50 57 70 57 70 73',
    tip: '66,73 70,80 74,73',
  })
})
