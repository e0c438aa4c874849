import { expect, test } from 'vitest'

import { wrongIn } from './form.ts'

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
