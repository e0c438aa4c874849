import { ErrorResponse } from 'oidc-client-ts'
import { expect, test } from 'vitest'

import { SignInFailure, signInFailure } from './signInFailure.ts'

test.each([
  [new Error('Popup blocked by user'), 'blocked'],
  [new Error('Attempted to navigate on a disposed window'), 'blocked'],
  [new Error('Popup aborted'), 'closed'],
  [new ErrorResponse({ error: 'access_denied' }), 'refused'],
  [new ErrorResponse({ error: 'temporarily_unavailable' }), 'provider'],
  [new ErrorResponse({ error: 'invalid_grant' }), 'expired'],
  [new Error('No matching state found in storage'), 'expired'],
  [new TypeError('Failed to fetch'), 'provider'],
  ['a string', 'unknown'],
])('%s is said as "%s"', (cause, kind) => {
  expect(signInFailure(cause).kind).toBe(kind)
})

test('what the provider says of a refusal is passed on, word for word', () => {
  const cause = new ErrorResponse({ error: 'access_denied', error_description: 'bob is locked' })
  expect(signInFailure(cause).message).toBe(
    'The identity provider refused this sign-in. It says: bob is locked',
  )
})

test('every failure is its own sentence', () => {
  const kinds = ['blocked', 'closed', 'refused', 'provider', 'expired', 'unknown'] as const
  expect(new Set(kinds.map((kind) => new SignInFailure(kind).message)).size).toBe(kinds.length)
})
