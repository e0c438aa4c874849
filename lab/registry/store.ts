import { closeSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync, type SQLInputValue } from 'node:sqlite'

import type { Position } from './cursor.ts'
import type { Identity, Row } from './row.ts'
import { readRow, rowColumns } from './storeRow.ts'

/** Which rows of a kind, in the list's order. Everything left out does not restrict. */
export interface Filter {
  namespace?: string
  labels?: Record<string, string>
  tag?: string
  includeTerminating?: boolean
  origin?: 'managed' | 'discovered'
  /** Only rows after this one. */
  after?: Position
  /** Only rows whose scope is one of these; the value is a list of names, or '*'. */
  readable?: Record<string, readonly string[] | '*'>
  limit?: number
}

export interface Store {
  get(identity: Identity): Row | undefined
  list(kind: string, filter: Filter): Row[]
  /** All tags of a name: `latest` first, then the last written. */
  tags(kind: string, namespace: string, name: string): Row[]
  put(row: Row): void
  remove(identity: Identity): void
  /** All or nothing; what `work` throws is thrown on. */
  atomically<Result>(work: () => Result): Result
  /** A value that was made once and kept: a signing key, a salt. */
  setting(name: string): string | undefined
  keepSetting(name: string, value: string): void
  isEmpty(): boolean
  /** Forgets every row; settings stay, so that tokens outlive a reset. */
  clear(): void
  close(): void
}

/** Opens a file that only its owner may read, or ':memory:'. */
export function openStore(dataFile: string): Store {
  if (dataFile !== ':memory:') {
    mkdirSync(dirname(dataFile), { recursive: true })
    closeSync(openSync(dataFile, 'a', 0o600)) // SQLite gives its -wal and -shm the same mode
  }
  const db = new DatabaseSync(dataFile)
  db.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS object (
      kind TEXT NOT NULL, namespace TEXT NOT NULL, name TEXT NOT NULL, tag TEXT NOT NULL,
      scope_kind TEXT NOT NULL, scope_name TEXT NOT NULL, updated_at TEXT NOT NULL,
      deletion_timestamp TEXT, discovered INTEGER NOT NULL, labels TEXT NOT NULL, body TEXT NOT NULL,
      PRIMARY KEY (kind, namespace, name, tag)) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS object_scope ON object (kind, scope_kind, scope_name);
  `)
  const select = db.prepare(
    'SELECT body FROM object WHERE kind = ? AND namespace = ? AND name = ? AND tag = ?',
  )
  const selectTags =
    db.prepare(`SELECT body FROM object WHERE kind = ? AND namespace = ? AND name = ?
    ORDER BY tag <> 'latest', updated_at DESC, tag`)
  const insert = db.prepare(
    'INSERT OR REPLACE INTO object VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  )
  const erase = db.prepare(
    'DELETE FROM object WHERE kind = ? AND namespace = ? AND name = ? AND tag = ?',
  )

  return {
    get: ({ kind, namespace, name, tag }) => {
      const found = select.get(kind, namespace, name, tag)
      return found && readRow(found)
    },
    list: (kind, filter) => {
      const { where, values } = conditions(kind, filter)
      const sql = `SELECT body FROM object WHERE ${where} ORDER BY namespace, name, tag LIMIT ?`
      return db
        .prepare(sql)
        .all(...values, filter.limit ?? -1)
        .map(readRow)
    },
    tags: (kind, namespace, name) => selectTags.all(kind, namespace, name).map(readRow),
    put: (row) => void insert.run(...rowColumns(row)),
    remove: ({ kind, namespace, name, tag }) => void erase.run(kind, namespace, name, tag),
    atomically: (work) => {
      db.exec('BEGIN IMMEDIATE')
      try {
        const result = work()
        db.exec('COMMIT')
        return result
      } catch (error) {
        db.exec('ROLLBACK')
        throw error
      }
    },
    setting: (name) => {
      const kept = db.prepare('SELECT value FROM setting WHERE name = ?').get(name)
      return kept && String(kept['value'])
    },
    keepSetting: (name, value) =>
      void db.prepare('INSERT OR REPLACE INTO setting VALUES (?, ?)').run(name, value),
    isEmpty: () => db.prepare('SELECT 1 FROM object LIMIT 1').get() === undefined,
    clear: () => db.exec('DELETE FROM object'),
    close: () => db.close(),
  }
}

function conditions(kind: string, filter: Filter): { where: string; values: SQLInputValue[] } {
  const parts = ['kind = ?']
  const values: SQLInputValue[] = [kind]
  const also = (part: string, ...more: SQLInputValue[]) => {
    parts.push(part)
    values.push(...more)
  }
  const { namespace, tag, after, origin } = filter
  if (namespace !== undefined) also('namespace = ?', namespace)
  if (tag !== undefined) also('tag = ?', tag)
  if (!filter.includeTerminating) also('deletion_timestamp IS NULL')
  if (origin) also('discovered = ?', origin === 'discovered' ? 1 : 0)
  // Values compared through json_each: a label's key may hold anything, JSON paths would need quoting.
  for (const [key, value] of Object.entries(filter.labels ?? {}))
    also(
      'EXISTS (SELECT 1 FROM json_each(labels) AS l WHERE l.key = ? AND l.value = ?)',
      key,
      value,
    )
  if (after)
    also(
      '(namespace, name, tag, updated_at) > (?, ?, ?, ?)',
      after.namespace,
      after.name,
      after.tag,
      after.updatedAt,
    )
  if (filter.readable) {
    const scopes = Object.entries(filter.readable).map(([scope, names]) => {
      values.push(scope)
      if (names === '*') return 'scope_kind = ?'
      values.push(JSON.stringify(names))
      return '(scope_kind = ? AND scope_name IN (SELECT value FROM json_each(?)))'
    })
    parts.push(scopes.length ? `(${scopes.join(' OR ')})` : 'FALSE')
  }
  return { where: parts.join(' AND '), values }
}
