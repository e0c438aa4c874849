import type { DatabaseSync } from 'node:sqlite'

/** Each entry is one step of the schema, never edited once released; `PRAGMA user_version` counts them. */
const steps = [
  `CREATE TABLE record (
     seq INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, id TEXT NOT NULL,
     version INTEGER NOT NULL, expires_at INTEGER NOT NULL, data BLOB NOT NULL, UNIQUE (kind, id)
   ) STRICT;
   CREATE INDEX record_expiry ON record (expires_at);
   CREATE TABLE record_index (
     kind TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL,
     seq INTEGER NOT NULL REFERENCES record (seq) ON DELETE CASCADE, PRIMARY KEY (kind, name, value, seq)
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX record_index_seq ON record_index (seq);
   CREATE TABLE lease (name TEXT PRIMARY KEY, owner TEXT NOT NULL, expires_at INTEGER NOT NULL)
     STRICT, WITHOUT ROWID;
   CREATE TABLE log (
     seq INTEGER PRIMARY KEY AUTOINCREMENT, log TEXT NOT NULL, owner TEXT NOT NULL, id TEXT NOT NULL,
     data BLOB NOT NULL, UNIQUE (log, owner, id)
   ) STRICT;
   CREATE INDEX log_order ON log (log, owner, seq);`,
  // What was logged before has no summary and goes. The summary comes first in its row, so that
  // reading it leaves the pages of the data behind it alone.
  `DROP TABLE log;
   CREATE TABLE log (
     seq INTEGER PRIMARY KEY AUTOINCREMENT, log TEXT NOT NULL, owner TEXT NOT NULL, id TEXT NOT NULL,
     summary BLOB NOT NULL, data BLOB NOT NULL, UNIQUE (log, owner, id)
   ) STRICT;
   CREATE INDEX log_order ON log (log, owner, seq);`,
  `CREATE TABLE stream (
     topic TEXT NOT NULL, stream TEXT NOT NULL, last INTEGER NOT NULL, data BLOB NOT NULL,
     PRIMARY KEY (topic, stream, last)
   ) STRICT;`,
]

/** Brings the schema up to date; two processes that start at once do it one after the other. */
export function migrate(db: DatabaseSync): void {
  db.exec('BEGIN IMMEDIATE')
  try {
    const version = Number(db.prepare('PRAGMA user_version').get()?.['user_version'])
    if (version > steps.length)
      throw new Error(
        `the store has schema ${version}, this release knows ${steps.length}: run the newer release, or name another data folder`,
      )
    for (const step of steps.slice(version)) db.exec(step)
    db.exec(`PRAGMA user_version = ${steps.length}`)
    db.exec('COMMIT')
  } catch (error) {
    db.exec('ROLLBACK')
    throw error
  }
}
