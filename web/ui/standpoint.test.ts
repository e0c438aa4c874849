import { expect, test } from 'vitest'

import { initialOf, standpointOf } from './standpoint.ts'

const everyone = ['alice', 'bob', 'carol', 'dave', 'eve']

test('a persona keeps its shape by its place in the configuration', () => {
  expect(everyone.map((id) => standpointOf(id, everyone))).toEqual([0, 1, 2, 3, 0])
})

test('someone who is not configured still gets a shape', () => {
  expect(standpointOf('mallory', everyone)).toBe(0)
})

test('the initial is one capital letter, whatever the label', () => {
  expect([initialOf('bob'), initialOf('  élodie'), initialOf('')]).toEqual(['B', 'É', '?'])
})
