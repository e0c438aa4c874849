import { expect, test } from 'vitest'

import { sayServer, sayStanding } from './saySession.ts'

const begun = {
  startedAt: '2026-11-20T19:00:00.000Z',
  lastUsedAt: '2026-11-20T19:00:00.400Z',
  listening: false,
}

test('a session is begun by its first request, and kept by those after it', () => {
  expect(sayStanding(begun)).toBe('Session begun')
  expect(sayStanding({ ...begun, lastUsedAt: '2026-11-20T19:00:01.000Z' })).toBe('Session kept')
})

test('a session that was lost is resumed, and says so while it listens', () => {
  expect(sayStanding({ ...begun, resumed: 'Lost at 19:00.', listening: true })).toBe(
    'Session resumed, listening',
  )
})

test('a server is called by its title and release, and one without a name is still called something', () => {
  expect(sayServer({ name: 'x', title: 'The X', version: '2.0.0' })).toBe('The X 2.0.0')
  expect(sayServer({ name: 'x' })).toBe('x')
  expect(sayServer(null)).toBe('a server without a name')
})
