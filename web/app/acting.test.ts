import { expect, test } from 'vitest'

import { standpointOf } from '../ui/standpoint.ts'
import { marks, nextActing, personaKeys } from './acting.ts'

test('a persona joins the comparison at the right and leaves it by the same key', () => {
  expect(nextActing(['alice'], 'bob')).toEqual(['alice', 'bob'])
  expect(nextActing(['alice', 'bob', 'carol'], 'alice')).toEqual(['bob', 'carol'])
})

test('two always remain, and never more than four', () => {
  expect(nextActing(['alice', 'bob'], 'bob')).toEqual(['alice', 'bob'])
  expect(nextActing(['a', 'b', 'c', 'd'], 'e')).toEqual(['a', 'b', 'c', 'e'])
})

test('the first persona with an initial has its key, the others their number', () => {
  expect(personaKeys(['alice', 'bob', 'alice-browser', 'gina'])).toEqual([
    { keys: 'a', persona: 'alice' },
    { keys: 'b', persona: 'bob' },
    { keys: '1', persona: 'alice' },
    { keys: '2', persona: 'bob' },
    { keys: '3', persona: 'alice-browser' },
    { keys: '4', persona: 'gina' },
  ])
})

const gateway = ['alice', 'bob', 'carol', 'dave', 'guest']
const profiles = ['admin', 'engineering', 'docs', 'security', 'viewer', 'norole']
const everyone = [...gateway.slice(0, 4), 'guest', 'device', 'pasted', ...profiles]
const shape = (persona: string) => standpointOf(persona, everyone)
const drawn = (actors: string[], acting: string[]) =>
  marks(
    actors.map((id) => ({ id })),
    acting,
    shape,
  ).map(({ persona, standpoint }) => `${persona.id} ${standpoint}`)

test('the bar shows each shape once, and whoever acts is among them', () => {
  expect(drawn(gateway, ['alice'])).toEqual(['alice 0', 'bob 1', 'carol 2', 'dave 3'])
  expect(drawn(gateway, ['guest'])).toEqual(['bob 1', 'carol 2', 'dave 3', 'guest 0'])
  expect(drawn(profiles, ['norole'])).toEqual(['admin 3', 'docs 1', 'security 2', 'norole 0'])
})

test('two that act and have one shape are drawn as they stand beside each other', () => {
  expect(drawn(gateway, ['alice', 'guest'])).toEqual(['alice 0', 'carol 2', 'dave 3', 'guest 1'])
})
