import { expect, test } from 'vitest'

import { MaskedPieces } from './maskedPieces.ts'

const token = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.c2lnbmF0dXJl'

function said(pieces: Iterable<string>): string {
  const masked = new MaskedPieces()
  return [...pieces].map((piece) => masked.push(piece)).join('') + masked.end()
}

test.each([1, 2, 3, 7, 40, 1_000])('a token in pieces of %i characters is left out', (size) => {
  const text = `Sent "Authorization: Bearer ${token}", then ${token} and\n${token}.`
  const pieces = text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? []
  expect(said(pieces)).toBe('Sent "Authorization: Bearer ••••", then •••• and\n••••')
})

test('what is no token stays as it is, and does not wait for more than it has to', () => {
  const masked = new MaskedPieces()
  const pieces = ['The whole ', 'e', 'y', 'e is here', ' eyJ', 'ustice', '. e']
  expect(pieces.map((piece) => masked.push(piece))).toEqual([
    'The whole ',
    '',
    '',
    'eye is here',
    ' ',
    '',
    '••••. ',
  ])
  expect(said(['on', 'e', 'y'])).toBe('oney')
  expect(said(['cursor eyJhIjox', 'fQ next'])).toBe('cursor eyJhIjoxfQ next')
})

test('a megabyte that begins like a token is passed on, and quickly', () => {
  const before = performance.now()
  const text = `eyJ${'a'.repeat(1_000_000)}`
  expect(said(text.match(/.{1,10}/g) ?? [])).toBe(text)
  expect(performance.now() - before).toBeLessThan(1_500)
})
