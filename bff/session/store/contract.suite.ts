import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import type { RecordKey, Store } from './contract.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const text = (data: Uint8Array | null | undefined) => new TextDecoder().decode(data ?? undefined)
const entry = (id: string, data = id) => ({ id, summary: bytes(`of ${id}`), data: bytes(data) })
const row = (topic: string, stream: string, last: number, data = `${last}`) => ({
  topic,
  stream,
  last,
  data: bytes(data),
})
const signin = (id: string): RecordKey => ({ kind: 'signin', id })

/** What every engine must do. `open` answers an empty store; with `again`, a second handle on the same data. */
export function storeContract(engine: string, open: () => Promise<{ store: Store; again: Store }>) {
  describe(`the store contract on ${engine}`, () => {
    let store: Store
    let again: Store

    beforeEach(async () => {
      ;({ store, again } = await open())
    })

    afterEach(async () => {
      await Promise.all([store.close(), again.close()])
    })

    const put = (id: string, value: string, expiresAt = 100, version = 0, now = 0) =>
      store.put(signin(id), { data: bytes(value), expiresAt }, version, now)

    test('a record comes back with its version, also from another process', async () => {
      expect(await put('a', 'one')).toBe(true)
      const record = await again.get(signin('a'), 99)
      expect(record).toMatchObject({ key: signin('a'), version: 1, expiresAt: 100 })
      expect(text(record?.data)).toBe('one')
    })

    test('kinds do not see each other', async () => {
      await put('a', 'one')
      expect(await store.get({ kind: 'transaction', id: 'a' }, 0)).toBeNull()
    })

    test('a record is gone at the moment it expires, and its place is free', async () => {
      await put('a', 'one', 100)
      expect(await store.get(signin('a'), 100)).toBeNull()
      expect(await put('a', 'two', 200, 0, 100)).toBe(true)
      expect((await store.get(signin('a'), 101))?.version).toBe(1)
    })

    test('of two writers from the same version one is told that it came late', async () => {
      await put('a', 'one')
      expect(await put('a', 'two', 100, 1)).toBe(true)
      expect(await again.put(signin('a'), { data: bytes('three'), expiresAt: 100 }, 1, 0)).toBe(
        false,
      )
      expect(await put('a', 'four', 100, 0)).toBe(false)
      expect(text((await store.get(signin('a'), 0))?.data)).toBe('two')
    })

    test('a record that moves is there under its new id alone, with its indexes', async () => {
      const moving = {
        data: bytes('two'),
        expiresAt: 100,
        indexes: { subject: ['s'] },
        movesTo: 'b',
      }
      await put('a', 'one')
      expect(await store.put(signin('a'), moving, 1, 0)).toBe(true)
      expect(await again.get(signin('a'), 0)).toBeNull()
      expect(await again.get(signin('b'), 0)).toMatchObject({ version: 2 })
      const found = await again.findBy('signin', 'subject', 's', 0)
      expect(found.map(({ key }) => key.id)).toEqual(['b'])
      expect(await again.put(signin('a'), moving, 1, 0)).toBe(false)
    })

    test('an update of a record that is not there is refused', async () => {
      expect(await put('a', 'one', 100, 1)).toBe(false)
    })

    test('of two who delete a record one is told that it did', async () => {
      await put('a', 'one')
      expect([await store.delete(signin('a')), await again.delete(signin('a'))]).toEqual([
        true,
        false,
      ])
    })

    test('records are found by each of their indexes, oldest first, without the expired', async () => {
      const write = (id: string, expiresAt: number, subject: string[], version = 0) =>
        store.put(signin(id), { data: bytes(id), expiresAt, indexes: { subject } }, version, 0)
      await write('b', 100, ['alice', 'bob'])
      await write('a', 100, ['alice'])
      await write('old', 50, ['alice'])
      const ids = async (value: string) =>
        (await store.findBy('signin', 'subject', value, 60)).map((record) => record.key.id)
      expect(await ids('alice')).toEqual(['b', 'a'])
      expect(await ids('bob')).toEqual(['b'])
      expect(await store.findBy('signin', 'idp_session', 'alice', 60)).toEqual([])
      await write('b', 100, ['bob'], 1)
      expect(await ids('alice')).toEqual(['a'])
      await store.delete(signin('b'))
      expect(await ids('bob')).toEqual([])
    })

    test('a lease has one holder until it is released or runs out', async () => {
      expect(await store.lease('refresh', 'me', 10, 0)).toBe(true)
      expect(await again.lease('refresh', 'you', 10, 9)).toBe(false)
      expect(await store.lease('refresh', 'me', 10, 5)).toBe(true)
      expect(await again.lease('refresh', 'you', 10, 15)).toBe(true)
      await store.release('refresh', 'me')
      expect(await store.lease('refresh', 'me', 10, 16)).toBe(false)
      await again.release('refresh', 'you')
      expect(await store.lease('refresh', 'me', 10, 16)).toBe(true)
    })

    test('a log keeps the newest, answers newest first and belongs to one owner', async () => {
      for (const id of ['1', '2', '3']) await store.append('call', 'alice', entry(id), 2)
      await store.append('call', 'bob', entry('1', 'bob'), 2)
      const ids = async (limit: number) =>
        (await store.entries('call', 'alice', limit)).map(({ id }) => id)
      expect(await ids(10)).toEqual(['3', '2'])
      expect(await ids(1)).toEqual(['3'])
      expect(await store.entry('call', 'alice', '1')).toBeNull()
      expect(text(await store.entry('call', 'bob', '1'))).toBe('bob')
      expect(await store.entries('exchange', 'alice', 10)).toEqual([])
    })

    test('a list has the summaries alone, an entry its data', async () => {
      await store.append('exchange', 'alice', entry('1', 'one'), 9)
      const list = await again.entries('exchange', 'alice', 9)
      expect(list).toHaveLength(1)
      expect(Object.keys(list[0] ?? {}).toSorted()).toEqual(['id', 'summary'])
      expect(text(list[0]?.summary)).toBe('of 1')
      const changed = { ...entry('1', 'two'), summary: bytes('done') }
      await store.amend('exchange', 'alice', changed)
      expect(text((await again.entries('exchange', 'alice', 9))[0]?.summary)).toBe('done')
      expect(text(await again.entry('exchange', 'alice', '1'))).toBe('two')
    })

    test('an entry can be replaced while it is there, and only then', async () => {
      await store.append('call', 'alice', entry('1', 'open'), 1)
      await store.amend('call', 'alice', entry('1', 'done'))
      expect(text(await store.entry('call', 'alice', '1'))).toBe('done')
      await store.append('call', 'alice', entry('2'), 1)
      await store.amend('call', 'alice', entry('1', 'late'))
      expect((await store.entries('call', 'alice', 10)).map(({ id }) => id)).toEqual(['2'])
    })

    test('clearing a log counts what went and leaves the others', async () => {
      await store.append('call', 'alice', entry('1'), 9)
      await store.append('call', 'bob', entry('1'), 9)
      expect(await store.clear('call', 'alice')).toBe(1)
      expect(await store.entries('call', 'bob', 9)).toHaveLength(1)
    })

    const lasts = async (topic: string, stream: string, after = -1, limit = 9) =>
      (await again.rows(topic, stream, after, limit)).map(({ last }) => last)

    test('rows of a stream come in their order, from any place on, and no more than asked for', async () => {
      await store.appendRows([row('t', 's', 10, 'ten'), row('t', 's', 2), row('t', 'other', 3)])
      await store.appendRows([row('t', 's', 11), row('u', 's', 4)])
      expect(await lasts('t', 's')).toEqual([2, 10, 11])
      expect(await lasts('t', 's', 2, 1)).toEqual([10])
      expect(await lasts('t', 's', 11)).toEqual([])
      expect(text((await again.rows('t', 's', 2, 1))[0]?.data)).toBe('ten')
    })

    test('of rows that are added together either all are there or none', async () => {
      await store.appendRows([row('t', 's', 1)])
      await expect(store.appendRows([row('t', 's', 2), row('t', 's', 1)])).rejects.toThrow()
      expect(await lasts('t', 's')).toEqual([1])
    })

    test('dropping a stream leaves its topic, dropping a topic leaves the others', async () => {
      await store.appendRows([row('t', 's', 1), row('t', 'r', 1), row('t', 'r', 2)])
      await store.appendRows([row('u', 's', 1)])
      expect(await store.dropRows('t', 's')).toBe(1)
      expect(await lasts('t', 's')).toEqual([])
      expect(await lasts('t', 'r')).toEqual([1, 2])
      expect(await store.dropRows('t')).toBe(2)
      expect(await lasts('u', 's')).toEqual([1])
    })

    test('sweeping deletes what has expired and nothing else', async () => {
      await put('a', 'one', 100)
      await put('b', 'two', 200)
      await store.lease('old', 'me', 10, 0)
      expect(await store.sweep(100)).toBe(2)
      expect(await store.get(signin('a'), 0)).toBeNull()
      expect(await store.get(signin('b'), 0)).not.toBeNull()
    })
  })
}
