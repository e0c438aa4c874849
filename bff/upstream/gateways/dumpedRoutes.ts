import { isRecord } from '../wire.ts'

type Json = Record<string, unknown>

/** One route of an agentgateway `/config_dump` (75b4e6c), and the listener that it hangs on. */
export interface DumpedRoute {
  /** `namespace/name`, or the name alone where a standalone gateway has no namespaces. */
  name: string | null
  route: Json
  listener: Json
  /** Address of the bind: `127.0.0.1:18081`. */
  address: string | null
  /** Backends that it leads to, as `namespace/name`. Those written within the route have no reference. */
  backends: string[]
}

/** Routes that serve this path. Listeners and routes are lists standalone, and objects under Kubernetes. */
export function routesOf(dump: unknown, path: string): DumpedRoute[] {
  const binds = isRecord(dump) ? valuesOf(dump['binds']) : []
  return binds.flatMap((bind) =>
    valuesOf(bind['listeners']).flatMap((listener) =>
      valuesOf(listener['routes'])
        .filter((route) => leadsTo(route, path))
        .map((route) => ({
          name: qualified(route),
          route,
          listener,
          address: addressOf(bind),
          backends: valuesOf(route['backends']).flatMap(referenceOf),
        })),
    ),
  )
}

/** Whether a route takes this path. One without `matches` takes every path. */
export function leadsTo({ matches }: Json, path: string): boolean {
  if (!Array.isArray(matches) || matches.length === 0) return true
  return matches.some((match: unknown) => matchesPath(match, path))
}

function matchesPath(match: unknown, path: string): boolean {
  const wanted = isRecord(match) ? match['path'] : undefined
  if (!isRecord(wanted)) return true
  const { exact, pathPrefix } = wanted
  if (typeof exact === 'string') return exact === path
  if (typeof pathPrefix !== 'string') return true
  const prefix = pathPrefix.replace(/\/$/, '')
  return path === prefix || path.startsWith(`${prefix}/`)
}

/** `kagent/solo-kb-mcp` for an object with a namespace and a name. */
export function qualified({ namespace, name }: Json): string | null {
  return typeof name === 'string' ? [namespace, name].filter(Boolean).join('/') : null
}

/** The records of a list, or of an object's values. */
export function valuesOf(value: unknown): Json[] {
  const all: unknown[] = Array.isArray(value) ? value : isRecord(value) ? Object.values(value) : []
  return all.filter(isRecord)
}

/** `mcp/kagent/solo-kb-mcp` is backend `kagent/solo-kb-mcp`. */
const referenceOf = ({ backend }: Json): string[] =>
  typeof backend === 'string' ? [backend.replace(/^mcp\//, '').replace(/^\//, '')] : []

const addressOf = ({ address, port }: Json): string | null =>
  typeof address === 'string' ? address : typeof port === 'number' ? `port ${port}` : null
