import { expect, test } from 'vitest'

import { readArguments, writeArguments } from './argumentsText.ts'

test('an integer beyond 2^53 survives reading and writing', () => {
  const text = '{"id":9007199254740993}'
  const read = readArguments(text)
  expect(read.ok && writeArguments(read.value)).toBe(text)
})

test('nothing typed means no arguments', () => {
  expect(readArguments(' \n')).toEqual({ ok: true, value: {} })
})

test('text that is not JSON is refused with line and column', () => {
  expect(readArguments('{\n "product": kgateway }')).toEqual({
    ok: false,
    line: 2,
    column: 13,
    message: 'Line 2, column 13: a value is missing.',
  })
})

test('JSON that is not an object is refused', () => {
  for (const text of ['[1]', '"x"', 'null', '9007199254740993'])
    expect(readArguments(text).ok, text).toBe(false)
})

test('long arguments are written over several lines', () => {
  expect(writeArguments({ text: 'x'.repeat(80) })).toContain('\n')
})
