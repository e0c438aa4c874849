import { expect, test } from 'vitest'

import { exactInteger } from '../../api/exactJson.ts'
import { digitsOf, fromForm, toForm, withoutEmpty } from './formData.ts'

test('a long integer goes into the form and comes back with every digit', () => {
  const value = { a: [{ n: exactInteger('9007199254740993') }], s: '9007199254740993' }
  const held: unknown = JSON.parse(JSON.stringify(toForm(value)))
  expect(JSON.stringify(fromForm(held))).toBe(JSON.stringify(value))
})

test('only marked digits are an integer', () => {
  expect(digitsOf('9007199254740993')).toBeUndefined()
  expect(digitsOf('\uffff-12')).toBe('-12')
  expect(digitsOf('\uffffabc')).toBeUndefined()
})

test('empty objects that nobody asked for are left out', () => {
  expect(withoutEmpty({ a: 1, tree: {}, deep: { inner: {} } }, {}, {})).toEqual({ a: 1 })
})

test('empty objects that are required, or were there, stay', () => {
  expect(withoutEmpty({ must: {} }, {}, { required: ['must'] })).toEqual({ must: {} })
  expect(withoutEmpty({ typed: {} }, { typed: {} }, {})).toEqual({ typed: {} })
})
