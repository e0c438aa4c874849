import { expect, test } from 'vitest'

import { editDistance, nearest, suggestion } from './nearest.ts'

const kinds = [
  'TrafficPolicy',
  'ListenerPolicy',
  'HTTPRoute',
  'GRPCRoute',
  'Gateway',
  'GatewayClass',
]

test.each([
  ['', '', 0],
  ['kitten', 'sitting', 3],
  ['Gateway', 'gateway', 0],
  ['abc', '', 3],
])('%j and %j are %d edits apart', (a, b, distance) => {
  expect(editDistance(a, b)).toBe(distance)
  expect(editDistance(b, a)).toBe(distance)
})

test('the nearest name comes first', () => {
  expect(nearest('TraficPolicy', kinds)[0]).toBe('TrafficPolicy')
  expect(nearest('HttpRout', kinds)[0]).toBe('HTTPRoute')
})

test('a part of a name finds the names that have it', () => {
  expect(nearest('gatew', kinds)).toEqual(['Gateway', 'GatewayClass'])
})

test('a path is also known by its last part', () => {
  const files = ['use-cases/mcp/multiplexing.md', 'use-cases/security/jwt-authentication.md']
  expect(nearest('multiplexng', files)).toEqual(['use-cases/mcp/multiplexing.md'])
})

test('nothing is offered for a word that is like nothing', () => {
  expect(nearest('zzzzzzzzzzzz', kinds)).toEqual([])
  expect(suggestion('zzzzzzzzzzzz', kinds, 'Look at the map.')).toBe('Look at the map.')
})
