import { expect, test } from 'vitest'

import { seedOf } from './UnionField.tsx'

test('choosing null sends null', () => {
  expect(seedOf({ type: 'null' }, undefined)).toBeNull()
})

test('choosing a branch of objects sets the constant that marks it and keeps what fits', () => {
  const square = { type: 'object' as const, properties: { kind: { const: 'square' }, side: {} } }
  expect(seedOf(square, { side: 2 })).toEqual({ kind: 'square', side: 2 })
  expect(seedOf(square, { kind: 'circle', radius: 1 })).toEqual({ kind: 'square' })
})

test('choosing a branch that has to be filled in sends nothing yet', () => {
  expect(seedOf({ type: 'string' }, undefined)).toBeUndefined()
})
