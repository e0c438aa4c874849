import { expect, test } from 'vitest'

import { lookAs } from './lookAs.ts'

const gateway = { personas: ['alice', 'bob'] }

test('a persona of the URL looks where it may act, and otherwise the first of the gateway', () => {
  expect(lookAs('bob', gateway)).toBe('bob')
  expect(lookAs('carol,bob,alice', gateway)).toBe('bob')
  expect(lookAs('carol', gateway)).toBe('alice')
  expect(lookAs(null, gateway)).toBe('alice')
  expect(lookAs('alice', { personas: [] })).toBe('')
})
