import type { RecordView } from '../../contract.ts'
import { type Facets, facetsOf, searchTextOf, sortKeys } from './traits.ts'

/** The rows of one kind with everything that lists ask of them, worked out when it is asked for first. */
export class Table {
  readonly rows: readonly RecordView[]
  readonly #kind: string
  #texts: string[] | undefined
  #facets: Facets[] | undefined
  readonly #orders = new Map<string, Uint32Array>()

  constructor(kind: string, rows: readonly RecordView[]) {
    this.rows = rows
    this.#kind = kind
  }

  /** Search text of each row. */
  get texts(): readonly string[] {
    return (this.#texts ??= this.rows.map(searchTextOf))
  }

  /** Facets of each row. */
  get facets(): readonly Facets[] {
    return (this.#facets ??= this.rows.map((row) => facetsOf(this.#kind, row)))
  }

  /** Indexes of the rows in ascending order of a field of `sortKeys`; rows that are alike keep their order. */
  order(field: string): Uint32Array {
    const known = this.#orders.get(field)
    if (known) return known
    const keyOf = sortKeys[field] ?? (() => 0)
    const keys = this.rows.map(keyOf)
    const order = Uint32Array.from(keys.keys()).toSorted(
      (a, b) => compare(keys[a], keys[b]) || a - b,
    )
    this.#orders.set(field, order)
    return order
  }
}

function compare(a: string | number | undefined, b: string | number | undefined): number {
  if (a === undefined || b === undefined || a === b) return 0
  return a < b ? -1 : 1
}
