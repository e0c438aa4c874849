import { closeSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/**
 * Rows stay readable for this long after they expire, so that a late refresh token is told "expired"
 * and not "unknown". Seconds.
 */
const graceSeconds = 3600
const sweepSeconds = 300

export interface Store {
  db: DatabaseSync
  /** Deletes a grant and every code and token issued under it. */
  revokeGrant(grantId: string): void
  close(): void
}

/**
 * Opens the identity provider's memory: a file that only its owner may read, or ':memory:'.
 * Throws when the file's folder cannot be made or the file is not a database.
 */
export function openStore(dataFile: string): Store {
  if (dataFile !== ':memory:') {
    mkdirSync(dirname(dataFile), { recursive: true })
    closeSync(openSync(dataFile, 'a', 0o600)) // SQLite gives its -wal and -shm the same mode
  }
  const db = new DatabaseSync(dataFile)
  db.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    CREATE TABLE IF NOT EXISTS signing_key (
      kid TEXT PRIMARY KEY, alg TEXT NOT NULL, jwk TEXT NOT NULL, number INTEGER NOT NULL);
    CREATE TABLE IF NOT EXISTS artifact (
      model TEXT NOT NULL, id TEXT NOT NULL, payload TEXT NOT NULL, grant_id TEXT, uid TEXT,
      user_code TEXT, consumed_at INTEGER, expires_at INTEGER, PRIMARY KEY (model, id)) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS artifact_grant ON artifact (grant_id) WHERE grant_id IS NOT NULL;
    CREATE INDEX IF NOT EXISTS artifact_expiry ON artifact (expires_at);
  `)
  const sweep = db.prepare('DELETE FROM artifact WHERE expires_at < unixepoch() - ?')
  const revoke = db.prepare(
    `DELETE FROM artifact WHERE grant_id = ?1 OR (model = 'Grant' AND id = ?1)`,
  )
  sweep.run(graceSeconds)
  const timer = setInterval(() => sweep.run(graceSeconds), sweepSeconds * 1000).unref()
  return {
    db,
    revokeGrant: (grantId) => void revoke.run(grantId),
    close: () => {
      clearInterval(timer)
      if (db.isOpen) db.close()
    },
  }
}
