import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync, type SQLOutputValue } from 'node:sqlite'

import type { LogEntry, NewRecord, RecordKey, Store, StoredRecord, StreamRow } from './contract.ts'
import { migrate } from './migrations.ts'

/**
 * The store of one machine: a file that only its owner reads (0600, in a folder 0700), in WAL mode.
 * Throws when the file cannot be opened, or was written by a newer release.
 */
export function openSqliteStore(file: string): Store {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  closeSync(openSync(file, 'a', 0o600))
  chmodSync(file, 0o600)
  const db = new DatabaseSync(file, { timeout: 2_000 })
  // NORMAL may lose the last commits when the machine loses power: at worst somebody signs in again.
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON')
  migrate(db)
  return new SqliteStore(db)
}

class SqliteStore implements Store {
  readonly #db: DatabaseSync
  readonly #sql: ReturnType<typeof statements>

  constructor(db: DatabaseSync) {
    this.#db = db
    this.#sql = statements(db)
  }

  async get(key: RecordKey, now: number): Promise<StoredRecord | null> {
    const row = this.#sql.get.get(key.kind, key.id, now)
    return row === undefined ? null : toRecord(key.kind, row)
  }

  async put(key: RecordKey, record: NewRecord, version: number, now: number): Promise<boolean> {
    const { expiresAt, data, movesTo = key.id } = record
    return this.#atomically(() => {
      if (version === 0) this.#sql.deleteExpired.run(key.kind, key.id, now)
      const row =
        version === 0
          ? this.#sql.insert.get(key.kind, key.id, expiresAt, data)
          : this.#sql.update.get(movesTo, expiresAt, data, key.kind, key.id, version)
      if (row === undefined) return false
      const seq = row['seq'] ?? null
      this.#sql.clearIndexes.run(seq)
      for (const [name, values] of Object.entries(record.indexes ?? {}))
        for (const value of values) this.#sql.index.run(key.kind, name, value, seq)
      return true
    })
  }

  async delete(key: RecordKey): Promise<boolean> {
    return this.#sql.delete.run(key.kind, key.id).changes > 0
  }

  async findBy(
    kind: RecordKey['kind'],
    index: string,
    value: string,
    now: number,
  ): Promise<StoredRecord[]> {
    return this.#sql.find.all(kind, index, value, now).map((row) => toRecord(kind, row))
  }

  async lease(name: string, owner: string, ms: number, now: number): Promise<boolean> {
    return this.#sql.lease.get(name, owner, now + ms, now) !== undefined
  }

  async release(name: string, owner: string): Promise<void> {
    this.#sql.release.run(name, owner)
  }

  async append(log: string, owner: string, entry: LogEntry, keep: number): Promise<void> {
    this.#atomically(() => {
      this.#sql.append.run(log, owner, entry.id, entry.summary, entry.data)
      this.#sql.trim.run(log, owner, log, owner, keep)
    })
  }

  async amend(log: string, owner: string, { id, summary, data }: LogEntry): Promise<void> {
    this.#sql.amend.run(summary, data, log, owner, id)
  }

  async entries(log: string, owner: string, limit: number) {
    const rows = this.#sql.entries.all(log, owner, limit)
    return rows.map((row) => ({ id: String(row['id']), summary: bytes(row['summary']) }))
  }

  async entry(log: string, owner: string, id: string): Promise<Uint8Array | null> {
    const row = this.#sql.entry.get(log, owner, id)
    return row === undefined ? null : bytes(row['data'])
  }

  async clear(log: string, owner: string): Promise<number> {
    return Number(this.#sql.clear.run(log, owner).changes)
  }

  async appendRows(rows: readonly StreamRow[]): Promise<void> {
    this.#atomically(() => {
      for (const { topic, stream, last, data } of rows)
        this.#sql.appendRow.run(topic, stream, last, data)
    })
  }

  async rows(topic: string, stream: string, after: number, limit: number): Promise<StreamRow[]> {
    const rows = this.#sql.rows.all(topic, stream, after, limit)
    return rows.map((row) => ({
      topic,
      stream,
      last: Number(row['last']),
      data: bytes(row['data']),
    }))
  }

  async dropRows(topic: string, stream?: string): Promise<number> {
    const { dropTopic, dropStream } = this.#sql
    const { changes } = stream === undefined ? dropTopic.run(topic) : dropStream.run(topic, stream)
    return Number(changes)
  }

  async sweep(now: number): Promise<number> {
    return (
      Number(this.#sql.sweepRecords.run(now).changes) +
      Number(this.#sql.sweepLeases.run(now).changes)
    )
  }

  async close(): Promise<void> {
    if (this.#db.isOpen) this.#db.close()
  }

  #atomically<T>(work: () => T): T {
    this.#db.exec('BEGIN IMMEDIATE')
    try {
      const result = work()
      this.#db.exec('COMMIT')
      return result
    } catch (error) {
      this.#db.exec('ROLLBACK')
      throw error
    }
  }
}

function statements(db: DatabaseSync) {
  const sql = (text: string) => db.prepare(text)
  return {
    get: sql(
      'SELECT id, version, expires_at, data FROM record WHERE kind=? AND id=? AND expires_at>?',
    ),
    insert: sql(
      'INSERT INTO record (kind, id, version, expires_at, data) VALUES (?, ?, 1, ?, ?) ON CONFLICT DO NOTHING RETURNING seq',
    ),
    update: sql(
      'UPDATE record SET id=?, version=version+1, expires_at=?, data=? WHERE kind=? AND id=? AND version=? RETURNING seq',
    ),
    delete: sql('DELETE FROM record WHERE kind=? AND id=?'),
    deleteExpired: sql('DELETE FROM record WHERE kind=? AND id=? AND expires_at<=?'),
    index: sql('INSERT OR IGNORE INTO record_index (kind, name, value, seq) VALUES (?, ?, ?, ?)'),
    clearIndexes: sql('DELETE FROM record_index WHERE seq=?'),
    find: sql(
      `SELECT id, version, expires_at, data FROM record_index i JOIN record USING (seq)
       WHERE i.kind=? AND name=? AND value=? AND expires_at>? ORDER BY seq`,
    ),
    lease: sql(
      `INSERT INTO lease (name, owner, expires_at) VALUES (?, ?, ?) ON CONFLICT (name) DO UPDATE
       SET owner=excluded.owner, expires_at=excluded.expires_at
       WHERE lease.expires_at<=? OR lease.owner=excluded.owner RETURNING 1`,
    ),
    release: sql('DELETE FROM lease WHERE name=? AND owner=?'),
    append: sql('INSERT INTO log (log, owner, id, summary, data) VALUES (?, ?, ?, ?, ?)'),
    trim: sql(
      `DELETE FROM log WHERE log=? AND owner=? AND seq <=
       (SELECT seq FROM log WHERE log=? AND owner=? ORDER BY seq DESC LIMIT 1 OFFSET ?)`,
    ),
    amend: sql('UPDATE log SET summary=?, data=? WHERE log=? AND owner=? AND id=?'),
    entries: sql('SELECT id, summary FROM log WHERE log=? AND owner=? ORDER BY seq DESC LIMIT ?'),
    entry: sql('SELECT data FROM log WHERE log=? AND owner=? AND id=?'),
    clear: sql('DELETE FROM log WHERE log=? AND owner=?'),
    appendRow: sql('INSERT INTO stream (topic, stream, last, data) VALUES (?, ?, ?, ?)'),
    rows: sql(
      'SELECT last, data FROM stream WHERE topic=? AND stream=? AND last>? ORDER BY last LIMIT ?',
    ),
    dropTopic: sql('DELETE FROM stream WHERE topic=?'),
    dropStream: sql('DELETE FROM stream WHERE topic=? AND stream=?'),
    sweepRecords: sql('DELETE FROM record WHERE expires_at<=?'),
    sweepLeases: sql('DELETE FROM lease WHERE expires_at<=?'),
  }
}

type Row = Record<string, SQLOutputValue>

const toRecord = (kind: RecordKey['kind'], row: Row): StoredRecord => ({
  key: { kind, id: String(row['id']) },
  version: Number(row['version']),
  expiresAt: Number(row['expires_at']),
  data: bytes(row['data']),
})

function bytes(value: SQLOutputValue | undefined): Uint8Array {
  if (value instanceof Uint8Array) return value
  throw new TypeError('the column is not a BLOB') // STRICT tables hold nothing else there
}
