import MiniSearch from 'minisearch'

import { type Entry, type HitKind, entriesOf } from './entries.ts'
import type { Library } from './library.ts'
import type { ProductId } from './shapes.ts'

interface Hit extends Entry {
  score: number
}

interface Filter {
  product?: ProductId | undefined
  kind?: HitKind | undefined
  tag?: string | undefined
  limit: number
}

export interface SearchIndex {
  search(query: string, filter: Filter): Hit[]
}

// Words that every question has; a match on them says nothing.
const stopWords = new Set(
  'a an and are about can do does field fields for from how i in is it its me my of on or show tell that the this to use what when where which who why with'.split(
    ' ',
  ),
)

/** "spec.rateLimit" becomes spec, ratelimit, rate, limit: people write the parts as well as the whole. */
function words(text: string): string[] {
  const whole = text.match(/[\p{L}\p{N}]+/gu) ?? []
  const parts = whole.flatMap((word) => {
    const pieces = word.match(/\p{Lu}?[\p{Ll}\p{N}]+|\p{Lu}+(?!\p{Ll})/gu) ?? []
    return pieces.length > 1 ? [word, ...pieces] : [word]
  })
  return parts.map((word) => word.toLowerCase())
}

/** Builds the full text index over the whole library; forgives typing errors. */
export function buildSearchIndex(library: Library): SearchIndex {
  const entries = entriesOf(library)
  const index = new MiniSearch<Entry & { id: number }>({
    fields: ['name', 'tags', 'excerpt', 'body'],
    tokenize: words,
    processTerm: (term) => (stopWords.has(term) ? null : term),
    extractField: (entry, field) =>
      field === 'tags' ? entry.tags.join(' ') : String(entry[field as keyof typeof entry]), // the fields above are keys
    searchOptions: {
      boost: { name: 6, tags: 2, excerpt: 1.5 },
      fuzzy: (term) => (term.length > 3 ? 0.25 : false),
      prefix: (term) => term.length > 2,
      boostDocument: (id, term) => weight(entryAt(entries, Number(id)), term),
    },
  })
  index.addAll(entries.map((entry, id) => ({ ...entry, id })))
  return {
    search: (query, filter) =>
      index
        .search(query, { filter: ({ id }) => fits(entryAt(entries, Number(id)), filter) })
        .slice(0, filter.limit)
        .map(({ id, score }) => ({ ...entryAt(entries, Number(id)), score })),
  }
}

const fits = (entry: Entry, { product, kind, tag }: Filter): boolean =>
  (product === undefined || entry.product === product) &&
  (kind === undefined || entry.kind === kind) &&
  (tag === undefined || entry.tags.includes(tag))

/**
 * What a reader wants first among equals: what bears the very word as its own name, a kind before its
 * fields, a field before the fields inside it, and all of those before a guide that mentions it.
 */
function weight({ kind, name }: Entry, term: string): number {
  const called = (name.split(/[ .]/).at(-1) ?? name).toLowerCase() === term
  if (kind === 'field') return (called ? 1.6 : 1.1) / (1 + 0.06 * (name.split('.').length - 2))
  return {
    crd: called ? 3 : 1.3,
    product: called ? 1.6 : 1.15,
    api: 0.9,
    version: 0.8,
    'use-case': 0.8,
  }[kind]
}

function entryAt(entries: Entry[], id: number): Entry {
  const entry = entries[id]
  if (entry === undefined)
    throw new Error(`the search index names entry ${id}, which does not exist`)
  return entry
}
