import type { GatewayModel, PathMatch, Route } from './model.ts'

const matches = (match: PathMatch, path: string): boolean => {
  if (match.type === 'Exact') return path === match.value
  const prefix = match.value.replace(/\/$/, '')
  return path === prefix || path.startsWith(`${prefix}/`)
}

/** Gateway API precedence: an exact path first, then the longest prefix, then document order. */
const weight = ({ type, value }: PathMatch): number => (type === 'Exact' ? Infinity : value.length)

/** The rule that serves a path, or undefined. Prefixes match whole path elements. */
export function findRoute(model: GatewayModel, path: string): Route | undefined {
  let best: { route: Route; weight: number } | undefined
  for (const route of model.routes)
    for (const match of route.matches)
      if (matches(match, path) && (best === undefined || weight(match) > best.weight))
        best = { route, weight: weight(match) }
  return best?.route
}
