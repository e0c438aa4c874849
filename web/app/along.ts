import type { place } from './place.ts'

/** Pages that ask the registry, whose people are others than a gateway's. */
const asksRegistry = (address: string) => /^\/(catalog|instances|runtimes|chat)\b/.test(address)

/**
 * The address of another page. The persona goes along, and nothing else does: not to the page itself,
 * which begins anew, nor between gateway and registry, where it would stand before an empty list.
 */
export function along(to: string, { pathname, search }: ReturnType<typeof place.read>): string {
  const as = new URLSearchParams(search).get('as')
  if (as === null || to === pathname || asksRegistry(to) !== asksRegistry(pathname)) return to
  const persona = encodeURIComponent(as).replaceAll('%2C', ',')
  return `${to}${to.includes('?') ? '&' : '?'}as=${persona}`
}
