/**
 * What a storage engine must do. Values are opaque bytes, sealed before they arrive here: a stolen
 * database tells who was signed in when, and nothing that could be replayed.
 * One suite of tests runs on every engine.
 */
export interface Store {
  /** A record and its version, or null when there is none or it has expired. */
  get(key: RecordKey, now: number): Promise<StoredRecord | null>
  /**
   * Writes when the stored version is `version` (0: must not exist, or have expired).
   * False means somebody else was first.
   */
  put(key: RecordKey, record: NewRecord, version: number, now: number): Promise<boolean>
  delete(key: RecordKey): Promise<boolean>
  /** Records of a kind by one of their hashed indexes, unexpired, oldest first. */
  findBy(kind: RecordKind, index: IndexName, value: string, now: number): Promise<StoredRecord[]>
  /** A lease on a name for `ms`; false when somebody else holds it. */
  lease(name: string, owner: string, ms: number, now: number): Promise<boolean>
  release(name: string, owner: string): Promise<void>
  /** Appends to a bounded log (exchanges, calls, the audit) of one owner; the oldest beyond `keep` go. */
  append(log: LogName, owner: string, entry: LogEntry, keep: number): Promise<void>
  /** Replaces an entry that is still there (an exchange that was open is done). */
  amend(log: LogName, owner: string, entry: LogEntry): Promise<void>
  /** Newest first, without their data: an entry may be megabytes, and a list has hundreds. */
  entries(log: LogName, owner: string, limit: number): Promise<Pick<LogEntry, 'id' | 'summary'>[]>
  /** The data of one entry. */
  entry(log: LogName, owner: string, id: string): Promise<Uint8Array | null>
  clear(log: LogName, owner: string): Promise<number>
  /** Adds rows to streams, all of them or none. A stream has each `last` once. */
  appendRows(rows: readonly StreamRow[]): Promise<void>
  /** Rows of a stream whose `last` is greater than `after`, in order, at most `limit`. */
  rows(topic: string, stream: string, after: number, limit: number): Promise<StreamRow[]>
  /** Deletes a stream, or all streams of a topic; answers how many rows went. */
  dropRows(topic: string, stream?: string): Promise<number>
  /** Deletes what has expired; answers how many rows went. */
  sweep(now: number): Promise<number>
  close(): Promise<void>
}

export type RecordKind =
  | 'signin'
  | 'transaction'
  | 'shared_persona'
  | 'device'
  | 'seen_jti'
  | 'conversation'
export type IndexName = 'subject' | 'idp_session' | 'lineage'
export type LogName = 'exchange' | 'call' | 'audit'

export interface RecordKey {
  kind: RecordKind
  id: string
}

export interface NewRecord {
  data: Uint8Array
  /** Unix milliseconds. */
  expiresAt: number
  /** What `findBy` finds it by. Hashes, never the values themselves; a sign-in has one per identity it holds. */
  indexes?: Partial<Record<IndexName, string[]>>
  /** The id that a record which is there goes by from now on: at no moment under both, or neither. */
  movesTo?: string
}

export interface StoredRecord extends Omit<NewRecord, 'movesTo'> {
  key: RecordKey
  version: number
}

export interface LogEntry {
  id: string
  /** What a list shows of it: small, and sealed by itself. */
  summary: Uint8Array
  data: Uint8Array
}

/** Numbered things that follow each other, several of them sealed together. */
export interface StreamRow {
  /** What goes when the thing goes that the streams belong to. */
  topic: string
  stream: string
  /** The number of the last one in `data`. */
  last: number
  data: Uint8Array
}
