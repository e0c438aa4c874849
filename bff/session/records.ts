import { LRUCache } from 'lru-cache'

import { Problem } from '../problem.ts'
import type { Sealer } from './seal.ts'
import type { IndexName, NewRecord, RecordKind, Store, StoredRecord } from './store/contract.ts'

export interface RecordParts {
  store: Store
  seal: Sealer
  clock: () => number
}

/** What goes into a record beside its value. */
export type Keeping = Omit<NewRecord, 'data'>

export interface Opened<T> {
  id: string
  value: T
  version: number
  expiresAt: number
}

/** How long an opened record is trusted without asking the store whether another process changed it. */
const trustedMs = 5_000
const cachedRecords = 500

/** Values of one kind in the store: sealed there, opened here, the opened ones kept at hand. */
export class Records<T extends object> {
  readonly #parts: RecordParts
  readonly #kind: RecordKind
  readonly #opened = new LRUCache<string, Opened<T> & { checkedAt: number }>({ max: cachedRecords })
  /** Counts what this process has written: an answer that was on its way meanwhile may be older. */
  #writes = 0

  constructor(parts: RecordParts, kind: RecordKind) {
    this.#parts = parts
    this.#kind = kind
  }

  /** At most five seconds old where another process wrote it; neither read nor opened again meanwhile. */
  async get(id: string): Promise<Opened<T> | null> {
    const now = this.#parts.clock()
    const known = this.#opened.get(id)
    if (known && now - known.checkedAt < trustedMs && now < known.expiresAt) return known
    return this.reread(id)
  }

  /** As the store has it now. */
  async reread(id: string): Promise<Opened<T> | null> {
    const { store, clock } = this.#parts
    const now = clock()
    const writes = this.#writes
    const stored = await guarded(() => store.get({ kind: this.#kind, id }, now))
    if (stored !== null) return this.#open(stored, now, writes)
    this.#opened.delete(id)
    return null
  }

  /** False when the stored version is not `version` (0: there must be none). */
  async put(id: string, value: T, keeping: Keeping, version: number): Promise<boolean> {
    const { store, seal, clock } = this.#parts
    const now = clock()
    const { expiresAt, movesTo = id } = keeping
    const data = seal.seal(this.#place(movesTo), value)
    const done = await guarded(() =>
      store.put({ kind: this.#kind, id }, { data, ...keeping }, version, now),
    )
    this.#writes += 1
    const opened = { id: movesTo, value, version: version + 1, expiresAt, checkedAt: now }
    this.#opened.delete(id)
    if (done) this.#opened.set(movesTo, opened)
    return done
  }

  /**
   * Changes a record that is there, again from the start when somebody else was faster.
   * Null when it is gone, or when `change` answers null to leave it alone.
   */
  async update(
    id: string,
    change: (value: T) => { value: T; keeping: Keeping } | null,
  ): Promise<T | null> {
    for (;;) {
      const current = await this.reread(id)
      const next = current && change(current.value)
      if (!next) return null
      if (await this.put(id, next.value, next.keeping, current.version)) return next.value
    }
  }

  async delete(id: string): Promise<boolean> {
    this.#opened.delete(id)
    const deleted = await guarded(() => this.#parts.store.delete({ kind: this.#kind, id }))
    this.#writes += 1
    this.#opened.delete(id)
    return deleted
  }

  /** The value, for one caller only: of two that take at the same time one gets null. */
  async take(id: string): Promise<T | null> {
    const current = await this.reread(id)
    return current !== null && (await this.delete(id)) ? current.value : null
  }

  /** Oldest first. */
  async findBy(index: IndexName, value: string): Promise<Opened<T>[]> {
    const { store, clock } = this.#parts
    const now = clock()
    const writes = this.#writes
    const found = await guarded(() => store.findBy(this.#kind, index, value, now))
    const opened = await Promise.all(found.map((stored) => this.#open(stored, now, writes)))
    return opened.filter((one) => one !== null)
  }

  /** Null, and the record gone, where its key has left the ring: nobody will ever read it again. */
  async #open(stored: StoredRecord, now: number, writes: number): Promise<Opened<T> | null> {
    const { id } = stored.key
    const { version, expiresAt } = stored
    const known = this.#opened.get(id)
    const value = known?.version === version ? known.value : this.#unsealed(stored)
    if (value === undefined) {
      await this.delete(id)
      return null
    }
    const opened = { id, value, version, expiresAt, checkedAt: now }
    if (writes === this.#writes) this.#opened.set(id, opened)
    return opened
  }

  #unsealed({ key, data }: StoredRecord): T | undefined {
    try {
      return this.#parts.seal.open<T>(this.#place(key.id), data)
    } catch {
      return undefined
    }
  }

  #place(id: string): string {
    return `${this.#kind}.${id}`
  }
}

/** A store that does not answer closes the door: nobody is signed in, and nobody is told why in detail. */
async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    throw new Problem(
      503,
      'store_unavailable',
      'The store does not answer.',
      { hint: 'Try again in a moment; the log of the BFF names the cause.' },
      { cause },
    )
  }
}
