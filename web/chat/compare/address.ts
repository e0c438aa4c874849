/** The names of the columns in the address, in their order. */
const columns = ['left', 'right', 'third', 'fourth'] as const

/** How many Deployments stand beside each other at most. */
export const mostSides = columns.length

export interface CompareAddress {
  /** Deployments, each once. */
  names: string[]
  /** The conversation of each, in the same order; empty where none has begun. */
  ids: string[]
}

/** What the address says; a Deployment that stands in it twice is compared once. */
export function readCompare(url: URLSearchParams): CompareAddress {
  const ids = (url.get('c') ?? '').split(',')
  const found = new Map<string, string>()
  for (const [at, column] of columns.entries()) {
    const name = url.get(column) ?? ''
    if (name !== '' && !found.has(name)) found.set(name, ids[at] ?? '')
  }
  return { names: [...found.keys()], ids: [...found.values()] }
}

/** A copy of the address with other columns; the rest of it stays. */
export function writeCompare(
  url: URLSearchParams,
  { names, ids }: CompareAddress,
): URLSearchParams {
  const next = new URLSearchParams(url)
  for (const [at, column] of columns.entries()) {
    const name = names[at]
    if (name === undefined) next.delete(column)
    else next.set(column, name)
  }
  if (ids.every((id) => id === '')) next.delete('c')
  else next.set('c', ids.join(','))
  return next
}
