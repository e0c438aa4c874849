import { expect, test } from 'vitest'

import { advance, isPlain, nameOf } from './keys.ts'

const known = ['w', '?', 'g t', 'g v', 'Ctrl k', '/']
const type = (...keys: string[]) => {
  let pending: readonly string[] = []
  const hits: string[] = []
  for (const key of keys) {
    const step = advance(pending, key, known)
    pending = step.pending
    if (step.hit) hits.push(step.hit)
  }
  return hits
}

test('a single key acts at once', () => {
  expect(type('w', '?')).toEqual(['w', '?'])
})

test('a sequence acts on its last key and is then forgotten', () => {
  expect(type('g', 't', 't', 'g', 'v')).toEqual(['g t', 'g v'])
})

test('a sequence that leads nowhere gives its last key back', () => {
  expect(type('g', 'w')).toEqual(['w'])
  expect(type('g', 'g', 't')).toEqual(['g t'])
})

test('a key that nobody knows does nothing', () => {
  expect(type('x', 'Enter')).toEqual([])
})

const press = (key: string, ctrl = false, alt = false) => nameOf({ key, ctrl, alt })

test('a key press is written as the shortcut is printed', () => {
  expect([press('w'), press('?'), press('K', true), press('Enter', true)]).toEqual([
    'w',
    '?',
    'Ctrl k',
    'Ctrl Enter',
  ])
  expect([press('Shift'), press('ArrowUp'), press('w', false, true)]).toEqual([null, null, null])
})

test('only shortcuts without Ctrl give way to typing', () => {
  expect(known.filter(isPlain)).toEqual(['w', '?', 'g t', 'g v', '/'])
})
