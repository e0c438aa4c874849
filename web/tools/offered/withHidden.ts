import type { Offered } from './offered.ts'

const keyOf = ({ kind, id }: Offered) => `${kind} ${id}`

/** What one persona is offered, and after it, once each, what only others are. */
export function withHidden(
  own: readonly Offered[],
  others: readonly Offered[],
): (Offered & { hidden: boolean })[] {
  const seen = new Set(own.map(keyOf))
  const hidden = [...new Map(others.map((item) => [keyOf(item), item])).values()]
  return [
    ...own.map((item) => ({ ...item, hidden: false })),
    ...hidden.filter((item) => !seen.has(keyOf(item))).map((item) => ({ ...item, hidden: true })),
  ]
}
