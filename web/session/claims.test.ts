import { expect, test } from 'vitest'

import { sayClaim, sortClaims } from './claims.ts'

const claims = {
  iss: 'http://127.0.0.1:18080/realms/solo',
  sub: 'f3c1',
  aud: 'kagent',
  exp: 1_800_000_000,
  azp: 'kagent',
  groups: ['field-trial'],
  realm_access: { roles: ['viewer'] },
}

test('what decides stands first and is marked', () => {
  const { shown } = sortClaims(claims, ['groups'])
  expect(shown.map(({ name, decides }) => `${name} ${decides}`)).toEqual([
    'groups true',
    'sub false',
    'iss false',
    'aud false',
  ])
})

test('a claim that decides by being absent is shown as missing', () => {
  const [first] = sortClaims({ sub: 'dave' }, ['groups']).shown
  expect(first && sayClaim(first.value)).toBe('missing')
})

test('a nested claim is found by its path', () => {
  const [first] = sortClaims(claims, ['realm_access.roles']).shown
  expect(first?.value).toEqual(['viewer'])
})

test('times are counted down elsewhere and do not repeat as numbers', () => {
  expect(sortClaims(claims, []).rest.map(({ name }) => name)).toEqual(['azp', 'realm_access'])
})

test('a claim is said in words', () => {
  expect([['a', 'b'], [], 'x', 7, { a: 1 }].map(sayClaim)).toEqual([
    'a, b',
    'empty list',
    'x',
    '7',
    '{"a":1}',
  ])
})
