import { describe, expect, test } from 'vitest'

import { decodeCursor, encodeCursor } from './cursor.ts'

const position = {
  namespace: 'default',
  name: 'solofieldassistant',
  tag: 'latest',
  updatedAt: '2026-08-14T09:00:00.000Z',
}

describe('a cursor', () => {
  test('is byte for byte what Go would encode', () => {
    expect(encodeCursor(position)).toBe(
      'eyJuYW1lc3BhY2UiOiJkZWZhdWx0IiwibmFtZSI6InNvbG9maWVsZGFzc2lzdGFudCIsInRhZyI6ImxhdGVzdCIsInVwZGF0ZWRBdCI6IjIwMjYtMDgtMTRUMDk6MDA6MDBaIn0',
    )
  })

  test('leaves the tag out for kinds without tags, and zeros out of fractions', () => {
    const encoded = encodeCursor({ ...position, tag: '', updatedAt: '2026-08-14T09:00:00.120Z' })
    expect(Buffer.from(encoded, 'base64url').toString()).toBe(
      '{"namespace":"default","name":"solofieldassistant","updatedAt":"2026-08-14T09:00:00.12Z"}',
    )
  })

  test('is read back as it was', () => {
    expect(decodeCursor(encodeCursor(position))).toEqual(position)
  })

  test.each([
    ['', 'empty'],
    ['bm90IGpzb24', 'not JSON'],
    ['bnVsbA', 'null'],
    [Buffer.from('{"name":7,"updatedAt":"2026-08-14T09:00:00Z"}').toString('base64url'), 'typed'],
    [`${encodeCursor(position)}=`, 'padded'],
  ])('%j is refused: %s', (cursor) => {
    expect(() => decodeCursor(cursor)).toThrow('invalid cursor')
  })
})
