import { expect, test } from 'vitest'

import { along } from './along.ts'

test('the persona goes along to another page, and nothing else does', () => {
  const here = { pathname: '/tools/compare', search: '?gateway=kb&as=alice%2Cbob&tool=search' }
  expect(along('/tools', here)).toBe('/tools?as=alice,bob')
})

test('a name that an address would misread is escaped', () => {
  const here = { pathname: '/catalog', search: '?as=a%26b' }
  expect(along('/instances', here)).toBe('/instances?as=a%26b')
})

test('what the address of the other page asks for stays', () => {
  const here = { pathname: '/catalog/models/haiku', search: '?as=admin&tag=1.0.0' }
  expect(along('/catalog?kind=models', here)).toBe('/catalog?kind=models&as=admin')
})

test('between gateway and registry each has its own people', () => {
  expect(along('/catalog', { pathname: '/tools', search: '?as=alice' })).toBe('/catalog')
  expect(along('/tools', { pathname: '/instances/kb', search: '?as=admin' })).toBe('/tools')
})

test('the page itself begins anew, and without a persona there is none to take along', () => {
  expect(along('/tools', { pathname: '/tools', search: '?as=bob&tool=search' })).toBe('/tools')
  expect(along('/tools', { pathname: '/', search: '' })).toBe('/tools')
})
