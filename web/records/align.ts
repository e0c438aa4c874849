/** How many rows of each side a comparison lays beside each other. */
export const comparedAtMost = 500

export interface ComparedRow {
  name: string
  /** Whether each side has it, in the order of the sides. */
  seen: boolean[]
}

/** Every name that any side has, in order, with who has it. A name that stands twice counts once. */
export function align(sides: readonly (readonly string[])[]): ComparedRow[] {
  const sets = sides.map((names) => new Set(names))
  return [...new Set(sides.flat())]
    .toSorted((a, b) => a.localeCompare(b, 'en'))
    .map((name) => ({ name, seen: sets.map((set) => set.has(name)) }))
}
