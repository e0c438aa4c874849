import { expect, test } from 'vitest'

import { errorTree, formValidator } from './formValidator.ts'

const root = { $defs: { name: { type: 'string' as const } } }

test('a branch is matched with the definitions of the root, not with its other keywords', () => {
  const branch = { properties: { n: { $ref: '#/$defs/name' } }, required: ['n'] }
  const strict = { ...root, required: ['elsewhere'] }
  expect(formValidator.isValid(branch, { n: 'a' }, strict)).toBe(true)
  expect(formValidator.isValid(branch, { n: 1 }, strict)).toBe(false)
})

test('a branch whose reference leads nowhere matches nothing', () => {
  expect(formValidator.isValid({ $ref: 'http://example.test/x' }, {}, root)).toBe(false)
})

test('errors hang at the path of their field, dots and slashes included', () => {
  const error = { path: ['a.b', 'c/d'], keyword: 'required', message: 'is required' }
  expect(errorTree([error])).toEqual({ 'a.b': { 'c/d': { __errors: ['Is required.'] } } })
})

test('required is reported once, on the member that is missing', () => {
  const schema = { type: 'object' as const, required: ['q'] }
  expect(formValidator.validateFormData({}, schema).errors).toEqual([
    { name: 'required', property: '.q', message: 'is required', stack: 'q is required' },
  ])
})
