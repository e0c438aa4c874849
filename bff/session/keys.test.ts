import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { expect, onTestFinished, test } from 'vitest'

import { keyFile, parseKeyRing } from './keys.ts'

const key = () => randomBytes(32).toString('base64')

test('the first key of a ring is the newest', () => {
  expect(parseKeyRing(`k2:${key()}, k1:${key()}`).map(({ id }) => id)).toEqual(['k2', 'k1'])
})

test('a ring that is none is refused, and not repeated', () => {
  const short = randomBytes(16).toString('base64')
  for (const text of ['', 'nonsense', `k1:${short}`, `:${key()}`, `k1:${key()},k1:${key()}`]) {
    expect(() => parseKeyRing(text)).toThrow(/session keys/)
    expect(() => parseKeyRing(text)).not.toThrow(short)
  }
})

test('a key is made once, for its owner alone, and found again', () => {
  const folder = mkdtempSync(join(tmpdir(), 'parallax-keys-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'data', 'session.keys')
  const made = keyFile(file)
  expect(keyFile(file)).toEqual(made)
  expect(statSync(file).mode & 0o777).toBe(0o600)
})
