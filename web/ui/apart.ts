import type { Standpoint } from './standpoint.ts'

const all: readonly Standpoint[] = [0, 1, 2, 3]

/**
 * A shape for each of up to four personas that stand beside each other. Each keeps the shape it
 * has on every page, unless one before it has the same (there are only four): then the first
 * shape that nobody here has.
 */
export function apart(usual: readonly Standpoint[]): Standpoint[] {
  const taken = new Set<Standpoint>()
  return usual.map((own) => {
    const free = all.find((each) => !taken.has(each) && !usual.includes(each))
    const shape = taken.has(own) ? (free ?? own) : own
    taken.add(shape)
    return shape
  })
}
