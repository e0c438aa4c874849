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
  await store.append('call', 'alice', '1', new Uint8Array(1), 1)
  expect(await mode(file)).toBe(0o600)
  expect(await mode(`${file}-wal`)).toBe(0o600)
  expect(await mode(join(file, '..'))).toBe(0o700)
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
