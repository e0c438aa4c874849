import { expect, test } from 'vitest'

import { tallyOf } from './steps.ts'

test('a Vitest report gives its counts', () => {
  expect(tallyOf({ numPassedTests: 12, numFailedTests: 1 })).toEqual({ passed: 12, failed: 1 })
})

test('a browser test that passed only when it was tried again is counted, and told apart', () => {
  expect(tallyOf({ stats: { expected: 8, unexpected: 0, flaky: 1 } })).toEqual({
    passed: 9,
    failed: 0,
    flaky: 1,
  })
})

test('an unknown report gives no counts, so that the exit code decides', () => {
  expect(tallyOf({ tests: 3 })).toBeUndefined()
})
