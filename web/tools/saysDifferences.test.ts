import { expect, test } from 'vitest'

import { saysDifferences } from './saysDifferences.ts'

const none = { verdict: false, status: false, code: false }

test('equal answers are said to be equal', () => {
  expect(saysDifferences(none)).toBe('All answers are equal: verdict, status, code and body.')
})

test('what differs is listed, and from which line on the bodies do', () => {
  expect(saysDifferences({ verdict: true, status: true, code: true, firstLine: 0 })).toBe(
    'The answers differ in verdict, HTTP status, and JSON-RPC code. The bodies differ from line 1 on.',
  )
})

test('equal verdicts with other bodies name the bodies alone', () => {
  expect(saysDifferences({ ...none, firstLine: 4 })).toBe('The bodies differ from line 5 on.')
})
