import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { expect, onTestFinished, test } from 'vitest'

import { Records } from './records.ts'
import { createSealer } from './seal.ts'
import { openSqliteStore } from './store/sqlite.ts'

const ring = (byte: number) => [{ id: 'k1', key: Buffer.alloc(32, byte) }]
const clock = () => 0
const keeping = { expiresAt: 1_000, indexes: { subject: ['s'] } }

/** Two processes over one store; the first one's reads take until `arrive` is called, once `slow` is set. */
function start(otherKey = 1) {
  const folder = mkdtempSync(join(tmpdir(), 'parallax-records-'))
  const store = openSqliteStore(join(folder, 'test.db'))
  onTestFinished(async () => {
    await store.close()
    rmSync(folder, { recursive: true })
  })
  const { promise, resolve: arrive } = Promise.withResolvers<void>()
  const pace = { slow: false }
  const first = new Proxy(store, {
    get(real, name) {
      if (name !== 'get') {
        const member: unknown = Reflect.get(real, name)
        return typeof member === 'function' ? member.bind(real) : member
      }
      return async (...key: Parameters<typeof real.get>) => {
        const found = await real.get(...key)
        if (pace.slow) await promise
        return found
      }
    },
  })
  const records = new Records<{ n: number }>(
    { store: first, seal: createSealer(ring(1)), clock },
    'signin',
  )
  const other = new Records<{ n: number }>(
    { store, seal: createSealer(ring(otherKey)), clock },
    'signin',
  )
  return { records, other, pace, arrive }
}

test('a read that was under way when its record was deleted does not bring it back', async () => {
  const { records, pace, arrive } = start()
  await records.put('a', { n: 1 }, keeping, 0)
  pace.slow = true
  const reading = records.reread('a')
  await records.delete('a')
  arrive()
  await reading
  expect(await records.get('a')).toBeNull()
})

test('a read that was under way when its record was written does not bring the old value back', async () => {
  const { records, pace, arrive } = start()
  await records.put('a', { n: 1 }, keeping, 0)
  pace.slow = true
  const reading = records.reread('a')
  await records.put('a', { n: 2 }, keeping, 1)
  arrive()
  await reading
  expect((await records.get('a'))?.value).toEqual({ n: 2 })
})

test('a record that no key opens counts as gone, and its place is free', async () => {
  const { records, other } = start(2)
  for (const find of [() => records.reread('a'), () => records.findBy('subject', 's')]) {
    await other.put('a', { n: 1 }, keeping, 0)
    expect((await find()) ?? []).toEqual([])
    expect(await records.put('a', { n: 2 }, keeping, 0)).toBe(true)
    await records.delete('a')
  }
})
