import { randomBytes } from 'node:crypto'

import { expect, test } from 'vitest'

import { createSealer } from './seal.ts'

const k1 = { id: 'k1', key: randomBytes(32) }
const k2 = { id: 'k2', key: randomBytes(32) }

test('what was sealed opens in its own place and in no other', () => {
  const sealer = createSealer([k1])
  const sealed = sealer.seal('signin.a', { token: 'secret' })
  expect(Buffer.from(sealed).toString('latin1')).not.toContain('secret')
  expect(sealer.open('signin.a', sealed)).toEqual({ token: 'secret' })
  expect(() => sealer.open('signin.b', sealed)).toThrow()
})

test('after a rotation the new key seals and the old one still opens', () => {
  const before = createSealer([k1]).seal('a', 1)
  const rotated = createSealer([k2, k1])
  expect(rotated.open('a', before)).toBe(1)
  expect(createSealer([k2]).open('a', rotated.seal('a', 2))).toBe(2)
  expect(() => createSealer([k2]).open('a', before)).toThrow(/"k1", which is not in the ring/)
})

test('a single changed bit anywhere is noticed', () => {
  const sealer = createSealer([k1])
  const sealed = sealer.seal('a', 'value')
  for (const at of sealed.keys()) {
    const changed = Uint8Array.from(sealed)
    changed[at] = (changed[at] ?? 0) ^ 1
    expect(() => sealer.open('a', changed), `byte ${at}`).toThrow()
  }
})
