import type { ToolView } from '#bff'

/** What one persona's list says of one tool. `unknown`: the list could not be read. */
export type Listing = 'listed' | 'hidden' | 'unknown'

export interface ToolRow {
  name: string
  /** The tool as the first persona that lists it sees it. */
  tool: ToolView
  /** One per list, in the order of the lists. */
  listings: Listing[]
}

const listingOf = (set: Set<string> | undefined, name: string): Listing => {
  if (!set) return 'unknown'
  return set.has(name) ? 'listed' : 'hidden'
}

/**
 * Aligns several tool lists by name. A gateway filters per item and keeps the upstream's order, so
 * each list is a subsequence of one order; a name is put after its predecessor of the same list,
 * which restores that order. A name that a list repeats counts once. An undefined list is unknown.
 */
export function alignTools(lists: (readonly ToolView[] | undefined)[]): ToolRow[] {
  const rows: { name: string; tool: ToolView }[] = []
  for (const list of lists) {
    let after = -1
    for (const tool of list ?? []) {
      const known = rows.findIndex((row) => row.name === tool.name)
      if (known < 0) rows.splice(++after, 0, { name: tool.name, tool })
      else after = Math.max(after, known)
    }
  }
  const names = lists.map((list) => list && new Set(list.map((tool) => tool.name)))
  return rows.map((row) => ({ ...row, listings: names.map((set) => listingOf(set, row.name)) }))
}
