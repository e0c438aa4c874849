import { expect, test } from 'vitest'

import { parseExact } from '../exactJson.ts'
import { mapTexts, redactRecord } from './redactValue.ts'

test.each([
  ['an array with more than texts under a secret name', { password: ['hush', 1, { a: 'b' }] }],
  ['JSON in a text that ends in a backslash', { t: '{"password":"hush\\', u: 1 }],
  ['a token as a name', { 'eyJhbGciOiJub25lIn0.hush.': true }],
  ['a form in a text', { data: ['refresh_token=hush&x=1'] }],
])('secrets leave a record whole: %s', (_, record) => {
  const clean = redactRecord(record)
  const text = JSON.stringify(clean)
  expect(text).not.toContain('hush')
  expect(text).toContain('••••')
  expect(Object.keys(clean)).toHaveLength(Object.keys(record).length)
})

test('numbers of many digits, and names of the language, pass as they are', () => {
  const text = '{"id":12345678901234567890,"__proto__":{"a":"b"}}'
  const value = parseExact(text) as Record<string, unknown> // an object by its text
  expect(JSON.stringify(redactRecord(value))).toBe(text)
})

test('a text knows its member through arrays', () => {
  const seen: (string | undefined)[] = []
  mapTexts({ a: ['x', ['y']], b: 'z' }, (text, member) => {
    if (!['a', 'b'].includes(text)) seen.push(member)
    return text
  })
  expect(seen).toEqual(['a', 'a', 'b'])
})
