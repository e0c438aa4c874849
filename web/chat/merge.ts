/**
 * The entries of several lists in one order: that of the first list, with what only others have put
 * behind what stands before it there. Equal entries of one list are told apart by their number.
 */
export function mergeInOrder(lists: readonly (readonly string[])[]): MergedRow[] {
  const counted = lists.map(countedKeys)
  let order = [...(counted[0]?.keys() ?? [])]
  for (const keys of counted.slice(1)) order = inserted(order, [...keys.keys()])
  return order.map((key) => {
    const at = counted.map((keys) => keys.get(key) ?? -1)
    const side = at.findIndex((index) => index >= 0)
    return { value: lists[side]?.[at[side] ?? -1] ?? '', at }
  })
}

export interface MergedRow {
  value: string
  /** Where each list has it; -1 where it does not. */
  at: number[]
}

/** `order` with what it does not have put behind what stands before it in `keys`, or at the beginning. */
function inserted(order: readonly string[], keys: readonly string[]): string[] {
  const known = new Set(order)
  const behind = new Map<string, string[]>()
  let neighbour = ''
  for (const key of keys) {
    if (known.has(key)) neighbour = key
    else behind.set(neighbour, [...(behind.get(neighbour) ?? []), key])
  }
  return ['', ...order].flatMap((key) => [...(key === '' ? [] : [key]), ...(behind.get(key) ?? [])])
}

/**
 * Each entry with its place: `a, b, a` becomes `1 a, 1 b, 2 a`. The number stands in front, so that no
 * entry can pretend one.
 */
function countedKeys(list: readonly string[]): Map<string, number> {
  const seen = new Map<string, number>()
  const places = new Map<string, number>()
  for (const [place, value] of list.entries()) {
    const count = (seen.get(value) ?? 0) + 1
    seen.set(value, count)
    places.set(`${count} ${value}`, place)
  }
  return places
}
