import { LRUCache } from 'lru-cache'

import type { RegistryCaller, RegistryClient } from './client.ts'
import { readAll, type Snapshot } from './pages.ts'

export interface Snapshots {
  /**
   * Everything of a kind as that persona sees it, read at most `maxAge` milliseconds ago. Callers with the
   * same token share one reading. Throws what `readAll` throws.
   */
  read(caller: RegistryCaller, kind: string, options: ReadOptions): Promise<Snapshot>
  /** What is known of a kind is no longer true: the next read asks again. */
  stale(kind: string): void
}

export interface ReadOptions {
  maxAge: number
  unrecorded?: boolean
}

/** Records held at a time over all personas and kinds; some 1.5 kB each. The least used go first. */
const mostRecords = 60_000

/** A short-lived cache in front of the registry's lists; concurrent reads of one list are one read. */
export function createSnapshots(client: RegistryClient, clock: () => number): Snapshots {
  const known = new LRUCache<string, { kind: string; snapshot: Snapshot; stale: boolean }>({
    maxSize: mostRecords,
    sizeCalculation: ({ snapshot }) => snapshot.objects.length + 1,
  })
  const reading = new Map<string, { kind: string; stale: boolean; result: Promise<Snapshot> }>()

  function begin(caller: RegistryCaller, kind: string, key: string, unrecorded: boolean) {
    const flight = { kind, stale: false, result: run() }
    reading.set(key, flight)
    return flight.result

    async function run(): Promise<Snapshot> {
      try {
        const before = known.get(key)?.snapshot
        // Several may wait for this reading: it does not end with the request that began it.
        const lasting = { persona: caller.persona, signIn: caller.signIn }
        const snapshot = await readAll(client, lasting, { kind, before, unrecorded, clock })
        known.set(key, { kind, snapshot, stale: flight.stale })
        return snapshot
      } finally {
        if (reading.get(key) === flight) reading.delete(key)
      }
    }
  }

  return {
    async read(caller, kind, { maxAge, unrecorded = false }) {
      const key = `${kind} ${await client.identity(caller)}`
      const found = known.get(key)
      if (found && !found.stale && clock() - found.snapshot.readAt <= maxAge) return found.snapshot
      const flight = reading.get(key)
      if (flight && !flight.stale) return flight.result
      return begin(caller, kind, key, unrecorded)
    },
    stale(kind) {
      for (const entry of known.values()) if (entry.kind === kind) entry.stale = true
      for (const flight of reading.values()) if (flight.kind === kind) flight.stale = true
    },
  }
}
