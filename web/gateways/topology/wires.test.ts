import { expect, test } from 'vitest'

import { wireBetween } from './wires.ts'

const box = (left: number, top: number) => ({ left, top, right: left + 100, bottom: top + 40 })

test('a line leaves in the middle of one side, and its arrow ends at the edge of the other', () => {
  expect(wireBetween(box(0, 0), box(140, 60))).toEqual({
    line: 'M100 20C117 20 117 80 133 80',
    tip: '133,76 140,80 133,84',
  })
})
