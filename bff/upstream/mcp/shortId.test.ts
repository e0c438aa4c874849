import { expect, test } from 'vitest'

import { sessionLabel, shortId } from './shortId.ts'

test('an id is known by its beginning, and a short one stays as it is', () => {
  expect(shortId('042e565e-1b1b-4c1c-8d1d-000000000000')).toBe('042e565e…')
  expect(shortId('12345678')).toBe('12345678')
})

test('sessions whose ids begin alike are told apart, without more of them', () => {
  const [one, two] = ['eyJ0IjoibWNwIn0.one', 'eyJ0IjoibWNwIn0.two'].map(sessionLabel)
  expect(one).toMatch(/^eyJ0Ijoi… [\da-f]{4}$/)
  expect(two).toMatch(/^eyJ0Ijoi… [\da-f]{4}$/)
  expect(one).not.toBe(two)
  expect(sessionLabel('042e565e-1b1b')).toBe('042e565e…')
})
