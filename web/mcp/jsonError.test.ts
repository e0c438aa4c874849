import { describe, expect, test } from 'vitest'

import { findJsonError } from './jsonError.ts'

test('valid JSON has no error', () => {
  const texts = ['{}', ' [1, -2.5e3, "a\\n\\u00e9", null, true] ', '"x"', '0', '{"a":{"b":[]}}']
  for (const text of texts) expect(findJsonError(text), text).toBeUndefined()
})

describe('the first error is named with its place', () => {
  test.each([
    ['{"product": }', 1, 13, 'a value is missing'],
    ['{\n  "a": 1\n  "b": 2\n}', 3, 3, 'a comma or } is missing'],
    ['{"a": 1,}', 1, 9, 'there is a comma with nothing after it'],
    ['{a: 1}', 1, 2, 'a name in double quotes is missing'],
    ['{"a" 1}', 1, 6, 'a colon is missing after the name'],
    ["{'a': 1}", 1, 2, 'a name in double quotes is missing'],
    ['{"a": \'b\'}', 1, 7, 'text needs double quotes'],
    ['{"a": 01}', 1, 7, 'a value is missing'],
    ['{} {}', 1, 4, 'there is something after the end'],
    ['{"a": "b', 1, 7, 'this text has no closing quote, or a character that needs a \\'],
    ['{"a": 1', 1, 8, 'the text ends too early, a comma or } is missing'],
    ['', 1, 1, 'the text ends too early, a value is missing'],
  ])('%j', (text, line, column, problem) => {
    expect(findJsonError(text)).toEqual({ line, column, problem })
  })
})

test('it agrees with the engine on what is JSON', () => {
  const texts = ['[1.]', '[.5]', '[1e5]', '[+1]', '["\t"]', '[tru]', '[null,]', '[-0]', '[1 2]']
  for (const text of texts) {
    let engine = true
    try {
      JSON.parse(text)
    } catch {
      engine = false
    }
    expect(findJsonError(text) === undefined, text).toBe(engine)
  }
})
