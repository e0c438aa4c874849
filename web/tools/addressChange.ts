/**
 * The next query of the page's address. A change takes a moment until the page shows it, and one that is
 * asked for in that moment (arguments that rested just when the answer came) begins with the query that is
 * on its way: with the one that is still shown it would undo the first.
 */
export function createAddressChange(): {
  /** `from` is the query that the page shows; empty values are taken out. */
  change(from: URLSearchParams, change: Record<string, string>): URLSearchParams
  /** To be called with the query that the page shows, whenever that is another. */
  shown(now: URLSearchParams): void
} {
  let onTheWay: { from: string; to: string } | undefined
  return {
    change(from, change) {
      const shown = from.toString()
      const next = new URLSearchParams(onTheWay?.from === shown ? onTheWay.to : shown)
      for (const [name, value] of Object.entries(change))
        if (value) next.set(name, value)
        else next.delete(name)
      onTheWay = { from: shown, to: next.toString() }
      return next
    },
    shown(now) {
      if (onTheWay?.from !== now.toString()) onTheWay = undefined
    },
  }
}
