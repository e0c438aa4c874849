import { describe, expect, test } from 'vitest'

import { exactInteger } from '../api/exactJson.ts'
import { readArguments } from './argumentsText.ts'
import { checkSchema } from './schemaErrors.ts'

const errors = (schema: Record<string, unknown>, value: unknown) => {
  const check = checkSchema(schema, value)
  if (!check.checked) throw new Error(check.reason)
  return check.errors.map((error) => `${error.path.join('/')}: ${error.message}`)
}

const of = (schema: Record<string, unknown>, required: string[] = []) => ({
  type: 'object',
  properties: { a: schema },
  required,
})

const kind = (name: string, field: string) => ({
  type: 'object',
  properties: { kind: { const: name }, [field]: { type: 'number' } },
  required: ['kind', field],
})

test('a missing argument is named once, at its own place', () => {
  expect(errors(of({ type: 'string' }, ['a']), {})).toEqual(['a: is required'])
})

test('an undefined member counts as missing, as the wire would have it', () => {
  expect(errors(of({ type: 'string' }, ['a']), { a: undefined })).toEqual(['a: is required'])
})

test('a leaf deep inside arrays and references is named once', () => {
  const schema = {
    $ref: '#/$defs/node',
    $defs: {
      node: {
        type: 'object',
        properties: { kids: { type: 'array', items: { $ref: '#/$defs/node' } } },
        required: ['name'],
      },
    },
  }
  expect(errors(schema, { name: 'a', kids: [{ name: 'b' }, {}] })).toEqual([
    'kids/1/name: is required',
  ])
})

test('a nullable value that is neither names both kinds', () => {
  const nullable = of({ anyOf: [{ type: 'string' }, { type: 'null' }] })
  expect(errors(nullable, { a: null })).toEqual([])
  expect(errors(nullable, { a: 1 })).toEqual(['a: must be string or null'])
})

test('of a union of objects only the branch that was meant is read', () => {
  const schema = of({ oneOf: [kind('circle', 'radius'), kind('square', 'side')] })
  expect(errors(schema, { a: { kind: 'square' } })).toEqual(['a/side: is required'])
})

test('if, then and else are applied', () => {
  const schema = readArguments(
    '{"if":{"properties":{"a":{"const":1}}},"then":{"required":["b"]},"else":{"required":["c"]}}',
  )
  if (!schema.ok) throw new Error(schema.message)
  expect(errors(schema.value, { a: 1 })).toEqual(['b: is required'])
  expect(errors(schema.value, { a: 2 })).toEqual(['c: is required'])
})

test('an exact integer passes where an integer is wanted', () => {
  expect(errors(of({ type: 'integer' }), { a: exactInteger('9007199254740993') })).toEqual([])
})

test('a name with a slash or a space keeps its name', () => {
  const schema = { type: 'object', properties: { 'a/b c': { type: 'integer' } } }
  expect(errors(schema, { 'a/b c': 'x' })).toEqual(['a/b c: must be integer'])
})

describe('keywords speak plainly', () => {
  test.each([
    [{ enum: [1, 2] }, '1', 'a: must be one of [1,2]'],
    [{ const: 3 }, 4, 'a: must be 3'],
    [{ type: ['number', 'null'] }, 'x', 'a: must be number or null'],
    [{ minLength: 2 }, 'b', 'a: string is too short (1 < 2)'],
    [{ minimum: 3 }, 1, 'a: 1 is less than 3'],
  ])('%j', (schema, value, message) => {
    expect(errors(of(schema), { a: value })).toEqual([message])
  })
})

test('an argument that the schema does not know is named', () => {
  expect(errors({ properties: {}, additionalProperties: false }, { z: 1 })).toEqual([
    'z: is not a known argument',
  ])
})

test('2020-12 is the dialect unless the schema names another', () => {
  const tuple = { type: 'array', prefixItems: [{ type: 'string' }] }
  expect(errors(of(tuple), { a: [1] })).toEqual(['a/0: must be string'])
  const draft7 = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    ...of({ type: 'array', items: [{ type: 'string' }] }),
  }
  expect(errors(draft7, { a: [1] })).toEqual(['a/0: must be string'])
})

test('a schema that points nowhere is not checked, and says so', () => {
  expect(checkSchema(of({ $ref: 'http://example.test/x' }), { a: 1 })).toEqual({
    checked: false,
    reason: 'The schema cannot be checked here: Unresolved $ref "http://example.test/x".',
  })
})
