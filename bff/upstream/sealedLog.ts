import type { Sealer } from '../session/seal.ts'
import type { LogName, Store } from '../session/store/contract.ts'

export interface LogParts {
  store: Store
  seal: Sealer
}

/** One of the store's bounded logs: sealed there, opened here. What no key of the ring opens is left out. */
export function createSealedLog<Summary extends object, Whole>(
  { store, seal }: LogParts,
  log: LogName,
) {
  const place = (part: 'summary' | 'whole', owner: string, id: string) =>
    `${log}.${part}.${owner}.${id}`

  const sealed = (owner: string, id: string, summary: Summary, whole: Whole) => ({
    id,
    summary: seal.seal(place('summary', owner, id), summary),
    data: seal.seal(place('whole', owner, id), whole),
  })

  return {
    append: (owner: string, id: string, summary: Summary, whole: Whole, keep: number) =>
      store.append(log, owner, sealed(owner, id, summary, whole), keep),
    amend: (owner: string, id: string, summary: Summary, whole: Whole) =>
      store.amend(log, owner, sealed(owner, id, summary, whole)),
    /** Newest first. Those that `known` has are not opened again. */
    async summaries(
      owner: string,
      limit: number,
      known?: (id: string) => Summary | undefined,
    ): Promise<{ id: string; summary: Summary }[]> {
      const entries = await store.entries(log, owner, limit)
      return entries.flatMap(({ id, summary: bytes }) => {
        const summary =
          known?.(id) ?? orNull(() => seal.open<Summary>(place('summary', owner, id), bytes))
        return summary === null ? [] : { id, summary }
      })
    },
    /** With its sealed size in bytes. */
    async one(owner: string, id: string): Promise<{ whole: Whole; size: number } | null> {
      const bytes = await store.entry(log, owner, id)
      const whole = bytes && orNull(() => seal.open<Whole>(place('whole', owner, id), bytes))
      return bytes && whole !== null ? { whole, size: bytes.length } : null
    },
    clear: (owner: string) => store.clear(log, owner),
  }
}

function orNull<T>(open: () => T): T | null {
  try {
    return open()
  } catch {
    return null
  }
}
