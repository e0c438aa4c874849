import type { TokenLocation } from './policy.ts'

/** agentgateway's default: RFC 6750's header, its scheme in any case. */
export const bearerHeader: TokenLocation = { name: 'authorization', prefix: 'Bearer ' }

/** The token at its place, or undefined where there is none (another scheme counts as none). */
export function findToken(headers: Headers, location: TokenLocation): string | undefined {
  const value = headers.get(location.name)
  if (value === null) return undefined
  const { length } = location.prefix
  if (value.slice(0, length).toLowerCase() !== location.prefix.toLowerCase()) return undefined
  return value.slice(length)
}
