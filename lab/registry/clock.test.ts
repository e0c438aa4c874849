import { expect, test } from 'vitest'

import { goTime } from './clock.ts'

test.each([
  ['2026-08-14T09:00:00.000Z', '2026-08-14T09:00:00Z'],
  ['2026-08-14T09:00:00.100Z', '2026-08-14T09:00:00.1Z'],
  ['2026-08-14T09:00:10.010Z', '2026-08-14T09:00:10.01Z'],
  ['2026-08-14T09:00:00.123Z', '2026-08-14T09:00:00.123Z'],
])('%s is written as Go writes it', (iso, expected) => {
  expect(goTime(iso)).toBe(expected)
})
