import type { place } from './place.ts'

/** The address of another page, which the persona goes along to and nothing else does. The same page begins anew. */
export function along(to: string, { pathname, search }: ReturnType<typeof place.read>): string {
  const as = new URLSearchParams(search).get('as')
  if (as === null || to === pathname) return to
  const persona = encodeURIComponent(as).replaceAll('%2C', ',')
  return `${to}${to.includes('?') ? '&' : '?'}as=${persona}`
}
