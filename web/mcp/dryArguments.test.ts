import { describe, expect, test } from 'vitest'

import { defaultArguments, dryArguments } from './dryArguments.ts'
import { checkSchema } from './schemaErrors.ts'

const of = (schema: Record<string, unknown>) => ({
  type: 'object',
  properties: { a: schema, optional: { type: 'string' } },
  required: ['a'],
})

test('a tool without required arguments is called with none', () => {
  expect(dryArguments({ type: 'object', properties: { q: { type: 'string' } } })).toEqual({})
  expect(dryArguments({})).toEqual({})
})

describe('each value is the default, the constant, the first choice, the first example, the least', () => {
  test.each([
    [{ type: 'string', default: 'kgateway', enum: ['istio', 'kgateway'] }, 'kgateway'],
    [{ const: 'x' }, 'x'],
    [{ enum: [3, 4] }, 3],
    [{ type: 'string', examples: ['retry'] }, 'retry'],
    [{ type: 'integer', minimum: 5 }, 5],
    [{ type: 'boolean' }, false],
    [{ type: ['null', 'string'] }, null],
  ])('%j', (schema, value) => {
    expect(dryArguments(of(schema))).toEqual({ a: value })
  })
})

describe('what it makes is valid', () => {
  test.each([
    [{ type: 'string', minLength: 12 }],
    [{ type: 'string', maxLength: 3 }],
    [{ type: 'string', format: 'email' }],
    [{ type: 'number', exclusiveMinimum: 2, maximum: 4 }],
    [{ type: 'integer', minimum: 4, multipleOf: 3 }],
    [{ type: 'integer', maximum: -3 }],
    [{ type: 'array', minItems: 2, items: { type: 'string' } }],
    [{ anyOf: [{ type: 'integer' }, { type: 'null' }] }],
    [{ oneOf: [of({ const: 'circle' }), of({ const: 'square' })] }],
    [of(of({ type: 'string', format: 'uuid' }))],
  ])('%j', (schema) => {
    const whole = of(schema)
    expect(checkSchema(whole, dryArguments(whole))).toEqual({ checked: true, errors: [] })
  })
})

test('references are followed, and a schema that requires itself ends', () => {
  const node = {
    type: 'object',
    properties: { next: { $ref: '#/$defs/node' } },
    required: ['next'],
  }
  const made = dryArguments({ $ref: '#/$defs/node', $defs: { node } })
  expect(JSON.stringify(made)).toBe('{"next":{"next":{"next":{"next":{}}}}}')
})

test('a form starts with the defaults alone', () => {
  const schema = {
    properties: { limit: { type: 'integer', default: 10 }, q: { type: 'string' } },
    required: ['q'],
  }
  expect(defaultArguments(schema)).toEqual({ limit: 10 })
})
