/** Claims that tell a person at a glance who this is; the others wait behind a fold. */
const principal = ['preferred_username', 'sub', 'groups', 'iss', 'aud']
/** Times that the card counts down itself (RFC 7519 sections 4.1.4 to 4.1.6). */
const times = new Set(['exp', 'iat', 'nbf', 'auth_time'])

export interface Claim {
  /** `groups`, or a path such as `realm_access.roles`. */
  name: string
  value: unknown
  decides: boolean
}

/**
 * Claims in the order in which they matter: those that decide, also when they are missing, since a
 * missing claim decides too; then who this is; `rest` is everything else.
 */
export function sortClaims(
  claims: Record<string, unknown>,
  deciding: readonly string[],
): { shown: Claim[]; rest: Claim[] } {
  const first = deciding.map((name) => ({ name, value: valueAt(claims, name), decides: true }))
  const known = principal.filter((name) => name in claims && !deciding.includes(name))
  const others = Object.keys(claims).filter(
    (name) => !deciding.includes(name) && !principal.includes(name) && !times.has(name),
  )
  const plain = (name: string) => ({ name, value: claims[name], decides: false })
  return { shown: [...first, ...known.map(plain)], rest: others.map(plain) }
}

/** A claim by its name, or by a path through nested objects; undefined where there is none. */
function valueAt(claims: Record<string, unknown>, path: string): unknown {
  if (path in claims) return claims[path]
  return path.split('.').reduce<unknown>((at, name) => {
    if (typeof at !== 'object' || at === null) return undefined
    return Object.entries(at).find(([key]) => key === name)?.[1]
  }, claims)
}

/** A claim as one reads it aloud: lists with commas, an empty list and a missing claim as words. */
export function sayClaim(value: unknown): string {
  if (value === undefined) return 'missing'
  if (Array.isArray(value)) return value.length > 0 ? value.map(sayClaim).join(', ') : 'empty list'
  return typeof value === 'string' ? value : JSON.stringify(value)
}
