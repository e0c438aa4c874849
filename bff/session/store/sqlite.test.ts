import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

import { afterAll, expect, test } from 'vitest'

import { storeContract } from './contract.suite.ts'
import { openSqliteStore } from './sqlite.ts'

const folders: string[] = []

async function newFile() {
  const folder = await mkdtemp(join(tmpdir(), 'parallax-store-'))
  folders.push(folder)
  return join(folder, 'private', 'parallax.db')
}

afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))))

const mode = async (path: string) => (await stat(path)).mode & 0o777

storeContract('sqlite', async () => {
  const file = await newFile()
  return { store: openSqliteStore(file), again: openSqliteStore(file) }
})

test('only its owner may read the file and its folder', async () => {
  const file = await newFile()
  const store = openSqliteStore(file)
  const nothing = new Uint8Array(1)
  await store.append('call', 'alice', { id: '1', summary: nothing, data: nothing }, 1)
  expect(await mode(file)).toBe(0o600)
  expect(await mode(`${file}-wal`)).toBe(0o600)
  expect(await mode(join(file, '..'))).toBe(0o700)
  await store.close()
})

test('a store from before logs had summaries opens, and what it logged is gone', async () => {
  const file = await newFile()
  await openSqliteStore(file).close()
  const db = new DatabaseSync(file)
  db.exec(`DROP TABLE log; DROP TABLE stream; PRAGMA user_version = 1;
    CREATE TABLE log (seq INTEGER PRIMARY KEY, log TEXT, owner TEXT, id TEXT, data BLOB) STRICT;
    INSERT INTO log VALUES (1, 'call', 'alice', '1', x'00')`)
  db.close()
  const store = openSqliteStore(file)
  expect(await store.entries('call', 'alice', 9)).toEqual([])
  const nothing = new Uint8Array(1)
  await store.append('call', 'alice', { id: '1', summary: nothing, data: nothing }, 9)
  expect(await store.entries('call', 'alice', 9)).toHaveLength(1)
  await store.close()
})

test('a store of a newer release is refused with what to do', async () => {
  const file = await newFile()
  await openSqliteStore(file).close()
  const db = new DatabaseSync(file)
  db.exec('PRAGMA user_version = 99')
  db.close()
  expect(() => openSqliteStore(file)).toThrow(/schema 99.*newer release/)
})
