import { expect, test } from 'vitest'

import { checkSchema } from './schemaErrors.ts'
import { isWild } from './tamePatterns.ts'

test.each([
  '(a+)+$',
  '^(a|aa)*$',
  '(?:x{1,}y?)+',
  '((ab)*c)+',
  String.raw`([\w]+\s?)*!`,
  '.*.*.*.*.*=',
])('%s could stall the page', (pattern) => {
  expect(isWild(pattern)).toBe(true)
})

test.each([
  '^[a-z0-9-]+$',
  String.raw`^\w+@\w+\.\w+$`,
  '^(cat|dog)$',
  '^(?:ab)+$',
  String.raw`^\(+\)+$`,
  '^[(a+)+]{2}$',
  '^https?://',
])('%s is checked', (pattern) => {
  expect(isWild(pattern)).toBe(false)
})

test('a pattern that could stall the page is left to the server, wherever it stands', () => {
  const wild = { type: 'string', pattern: '^(a+)+$' }
  const schema = {
    properties: {
      pattern: wild,
      b: { anyOf: [{ items: wild }, { type: 'null' }] },
      c: { pattern: '^x$' },
      d: { patternProperties: { '^(a+)+$': { type: 'null' } } },
    },
  }
  const text = `${'a'.repeat(60)}!`
  const value = { pattern: text, b: [text], c: 'y', d: { [text]: 1 } }
  const check = checkSchema(schema, value)
  expect(check).toMatchObject({ checked: true, errors: [{ path: ['c'], keyword: 'pattern' }] })
})
