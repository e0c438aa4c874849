import { expect, test } from 'vitest'

import { shownSchema, wrongIn } from './form.ts'

const schema = {
  type: 'object',
  properties: {
    name: { type: 'string', minLength: 2 },
    age: { type: 'integer', minimum: 0 },
    colour: { type: 'string', enum: ['red', 'blue'] },
    pets: { type: 'array', items: { anyOf: [{ const: 'cat' }, { const: 'dog' }] }, maxItems: 1 },
  },
  required: ['name'],
}

test.each([
  [{ name: 'Ada', age: 36, colour: 'red', pets: ['cat'] }, null],
  [{}, /name/],
  [{ name: 'A' }, /^name: /],
  [{ name: 'Ada', age: 1.5 }, /^age: /],
  [{ name: 'Ada', colour: 'green' }, /^colour: /],
  [{ name: 'Ada', pets: ['cow'] }, /^pets/],
  [{ name: 'Ada', admin: true }, /no field "admin"/],
])('%j is answered with %s', (values, wrong) => {
  const said = wrongIn(schema, values)
  if (wrong === null) expect(said).toBeNull()
  else expect(said).toMatch(wrong)
})

test("a server's own pattern is not run", () => {
  const hostile = { type: 'object', properties: { a: { type: 'string', pattern: '(a+)+$' } } }
  expect(wrongIn(hostile, { a: `${'a'.repeat(40)}!` })).toBeNull()
})

test.each([
  { properties: { a: null } },
  { properties: { a: {} }, required: 5 },
  { properties: { a: { enum: 'x' } } },
  { properties: { a: { format: '__proto__' } } },
])('a schema that is none stops nobody from answering: %j', (none) => {
  expect(wrongIn(none, { a: 'x' })).toBeNull()
})

test('a form is shown without the expressions of its server, and with a field of that name', () => {
  const field = { type: 'string', title: 'Name', default: 'a', pattern: '^(a+)+$' }
  expect(
    shownSchema({
      type: 'object',
      patternProperties: { x: {} },
      properties: { pattern: field, b: { items: { anyOf: [field] } } },
    }),
  ).toEqual({
    type: 'object',
    properties: {
      pattern: { type: 'string', title: 'Name', default: 'a' },
      b: { items: { anyOf: [{ type: 'string', title: 'Name', default: 'a' }] } },
    },
  })
})
