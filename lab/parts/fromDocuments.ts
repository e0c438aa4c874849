import type { Documents } from '../documents/configuration.ts'
import type { Source } from '../documents/source.ts'
import { type Lazy, lazily } from './lazy.ts'

/** A product that runs on documents, which outlive its process as they do in a cluster. */
export interface FromDocuments<T> extends Lazy<T> {
  documents: () => Promise<Documents>
  /** The documents of the first start again, under the running product. */
  reset: () => Promise<void>
  /** A new process with the documents of now: what was only in memory is gone. */
  restart: () => Promise<void>
}

export function fromDocuments<T>(
  make: () => Promise<T>,
  documentsOf: (made: T) => Documents,
  close: (made: T) => void | Promise<void>,
): FromDocuments<T> {
  let first: readonly Source[] = []
  let kept: readonly Source[] | undefined
  const lazy = lazily(async () => {
    const made = await make()
    first = documentsOf(made).documents()
    if (kept !== undefined) documentsOf(made).replace(kept)
    return made
  }, close)
  return {
    ...lazy,
    documents: async () => documentsOf(await lazy.get()),
    reset: async () => {
      kept = undefined
      const made = await lazy.made()
      if (made !== undefined && documentsOf(made).documents() !== first)
        documentsOf(made).replace(first)
    },
    restart: async () => {
      const made = await lazy.made()
      if (made === undefined) return
      kept = documentsOf(made).documents()
      await lazy.drop()
    },
  }
}
