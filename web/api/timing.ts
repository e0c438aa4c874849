import { createCell } from '../cell.ts'

/** How long one call took, and what the console server says of its parts (Server-Timing, W3C). */
export interface Timing {
  route: string
  /** Milliseconds from sending to the answer's head, as the browser saw it. */
  ms: number
  parts: { name: string; ms: number; label?: string }[]
}

/** The call that answered last. */
export const latestTiming = createCell<Timing | null>(null)

export function recordTiming(route: string, ms: number, header: string | null): void {
  latestTiming.set({ route, ms, parts: parseServerTiming(header ?? '') })
}

/** `gateway;dur=4.2;desc="solo-kb", total;dur=6` → its entries; entries without a duration are left out. */
export function parseServerTiming(header: string): Timing['parts'] {
  return header.split(',').flatMap((entry) => {
    const [name = '', ...attributes] = entry.split(';').map((part) => part.trim())
    const read = (key: string) =>
      attributes.find((each) => each.startsWith(`${key}=`))?.slice(key.length + 1)
    const ms = Number(read('dur') ?? Number.NaN)
    const label = read('desc')?.replaceAll('"', '')
    if (!name || Number.isNaN(ms)) return []
    return [label === undefined ? { name, ms } : { name, ms, label }]
  })
}
