import { expect, test } from 'vitest'

import { withBranchNames } from './formSchema.ts'

const titles = (anyOf: unknown[]) => {
  const named = withBranchNames({ properties: { a: { anyOf } } })
  return JSON.parse(JSON.stringify(named)).properties.a.anyOf.map(
    (branch: { title?: string }) => branch.title,
  )
}

test('a branch is named by its title, reference, constant, mark, members or type', () => {
  const branches = [
    { title: 'A circle', type: 'object' },
    { $ref: '#/$defs/Square' },
    { const: 5 },
    { properties: { kind: { const: 'line' }, length: {} } },
    { properties: { x: {}, y: {} } },
    { type: ['string', 'null'] },
    {},
  ]
  expect(titles(branches)).toEqual([
    'A circle',
    'Square',
    '5',
    'kind: "line"',
    'x, y',
    'string or null',
    undefined,
  ])
})

test('unions deep inside definitions, items and branches are named too', () => {
  const union = { anyOf: [{ type: 'null' }] }
  const named = { anyOf: [{ type: 'null', title: 'null' }] }
  expect(withBranchNames({ $defs: { d: union }, items: union, oneOf: [{ items: union }] })).toEqual(
    { $defs: { d: named }, items: named, oneOf: [{ items: named }] },
  )
})

test('a union of constants of one type says its type', () => {
  const constants = [
    { const: 'fast', title: 'Fast' },
    { const: 'slow', title: 'Slow' },
  ]
  expect(withBranchNames({ oneOf: constants })).toEqual({ type: 'string', oneOf: constants })
  expect(withBranchNames({ oneOf: [{ const: 1 }, { const: 'a' }] })).not.toHaveProperty('type')
})

test('a member that happens to be called anyOf is left alone', () => {
  const schema = { properties: { anyOf: { type: 'string' } } }
  expect(withBranchNames(schema)).toEqual(schema)
})
