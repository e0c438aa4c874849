import type { NamingView } from '../../contract.ts'
import { isRecord } from '../wire.ts'
import { qualified, routesOf, valuesOf } from './dumpedRoutes.ts'

type Json = Record<string, unknown>

interface DumpedTarget {
  name: string
  transport: 'streamable HTTP' | 'SSE' | 'stdio' | 'OpenAPI'
  /** Host and port; null for a program that the gateway starts. */
  address: string | null
  path: string | null
}

/** An MCP backend as agentgateway's `/config_dump` has it (75b4e6c). */
export interface DumpedBackend {
  name: string
  object: { namespace: string; name: string } | null
  sessions: 'stateful' | 'stateless'
  prefixMode: string
  failureMode: string
  targets: DumpedTarget[]
}

/** MCP backends that this path leads to; every one where the routes name none. */
export function backendsOf(dump: unknown, path: string): DumpedBackend[] {
  const routes = routesOf(dump, path)
  const all = mcpBackends(dump)
  const wanted = routes.flatMap(({ backends }) => backends)
  const named = all.filter(({ name }) => wanted.includes(name))
  if (named.length > 0) return named
  const within = routes.flatMap(({ route }) => mcpBackends(route))
  return within.length > 0 ? within : all
}

function mcpBackends(value: unknown): DumpedBackend[] {
  if (!isRecord(value)) return []
  return valuesOf(value['backends']).flatMap((entry) => {
    const inner = isRecord(entry['backend']) ? entry['backend'] : entry
    const mcp = inner['mcp']
    return isRecord(mcp) ? [backendOf(mcp, qualified(entry))] : []
  })
}

function backendOf(mcp: Json, outside: string | null): DumpedBackend {
  const target = isRecord(mcp['target']) ? mcp['target'] : mcp
  const { namespace, name } = mcp
  const stateful = target['stateful'] ?? target['statefulMode']
  return {
    name: qualified(mcp) ?? outside ?? 'mcp',
    object:
      typeof namespace === 'string' && namespace !== '' && typeof name === 'string'
        ? { namespace, name }
        : null,
    sessions: stateful === false || stateful === 'stateless' ? 'stateless' : 'stateful',
    prefixMode: textOf(target['prefixMode'], 'conditional'),
    failureMode: textOf(target['failureMode'], 'failClosed'),
    targets: valuesOf(target['targets']).map(targetOf),
  }
}

function targetOf(target: Json): DumpedTarget {
  const name = textOf(target['name'], 'target')
  const { mcp, sse, stdio, openapi } = target
  if (isRecord(stdio)) return { name, transport: 'stdio', address: null, path: null }
  const transport = isRecord(sse) ? 'SSE' : isRecord(openapi) ? 'OpenAPI' : 'streamable HTTP'
  const place = [sse, openapi, mcp].find(isRecord) ?? {}
  const { host, port, path } = place
  return {
    name,
    transport,
    address: [textOf(host, ''), typeof port === 'number' ? port : ''].filter(Boolean).join(':'),
    path: typeof path === 'string' ? path : null,
  }
}

const textOf = (value: unknown, otherwise: string): string =>
  typeof value === 'string' ? value : otherwise

/**
 * agentgateway writes `<target>_<name>` (75b4e6c): always, never, or, as it does unless told otherwise,
 * where a backend has more than one target.
 */
export function namingOf(backends: readonly DumpedBackend[]): NamingView {
  return {
    separator: '_',
    targets: backends.flatMap(({ prefixMode, targets }) => {
      const mode = prefixMode.toLowerCase()
      const prefixed = mode === 'always' || (mode !== 'never' && targets.length > 1)
      return targets.map(({ name }) => ({ target: name, prefix: prefixed ? name : '' }))
    }),
  }
}
