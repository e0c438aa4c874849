import type { PolicyView } from '../contract.ts'
import type { Trust } from './verdict/token.ts'
import { isRecord } from './wire.ts'

export interface DumpedPolicy {
  rules: PolicyView['rules']
  trust: Trust
}

/**
 * What an agentgateway `/config_dump` says about one path of its listener (75b4e6c). Standalone it has
 * the rules within routes (`inlinePolicies`), under Kubernetes in a flat `policies` list with targets;
 * both are found by walking the document, since the nesting differs between releases.
 */
export function readDump(dump: unknown, path: string): DumpedPolicy {
  const found: DumpedPolicy = { rules: [], trust: { issuers: [], audiences: [], keys: [] } }
  walk(dump, { path, backends: backendsOf(dump, path), from: 'the gateway' }, found)
  return found
}

interface Place {
  path: string
  /** Backends that routes of this path lead to, as `namespace/name`; empty where none is named. */
  backends: string[]
  from: string
}

function walk(value: unknown, place: Place, found: DumpedPolicy): void {
  if (Array.isArray(value)) for (const item of value) walk(item, place, found)
  if (!isRecord(value)) return
  if (isElsewhere(value, place)) return
  const here = { ...place, from: nameOf(value) ?? place.from }
  for (const [key, inner] of Object.entries(value)) {
    if (key === 'mcpAuthorization') addRules(inner, here.from, found.rules)
    else if (/^(?:jwtAuth|jwtAuthentication|jwt|mcpAuthentication)$/.test(key))
      addTrust(inner, found.trust)
    else walk(inner, here, found)
  }
}

/** A route for other paths, or a policy on a backend that this path does not lead to. */
function isElsewhere(value: Record<string, unknown>, { path, backends }: Place): boolean {
  if (
    Array.isArray(value['matches']) &&
    !value['matches'].some((match) => matchesPath(match, path))
  )
    return true
  const target = isRecord(value['target']) ? value['target']['backend'] : undefined
  const backend = isRecord(target) && isRecord(target['backend']) ? target['backend'] : target
  const name = isRecord(backend) ? qualified(backend) : null
  return name !== null && backends.length > 0 && !backends.includes(name)
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

/** `backends[].backend` of the routes of this path: `mcp/kagent/solo-kb-mcp` is backend `kagent/solo-kb-mcp`. */
function backendsOf(value: unknown, path: string): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => backendsOf(item, path))
  if (!isRecord(value)) return []
  const { matches, backends } = value
  if (!Array.isArray(matches) || !Array.isArray(backends))
    return Object.values(value).flatMap((inner) => backendsOf(inner, path))
  if (!matches.some((match) => matchesPath(match, path))) return []
  return backends.flatMap((one: unknown) =>
    isRecord(one) && typeof one['backend'] === 'string' ? one['backend'].replace(/^mcp\//, '') : [],
  )
}

function nameOf({ kind, name }: Record<string, unknown>): string | null {
  if (isRecord(name)) return [name['kind'], qualified(name)].filter(Boolean).join(' ')
  return typeof name === 'string' && name !== '' ? [kind, name].filter(Boolean).join(' ') : null
}

const qualified = ({ namespace, name }: Record<string, unknown>): string | null =>
  typeof name === 'string' ? [namespace, name].filter(Boolean).join('/') : null

function addRules(value: unknown, from: string, rules: PolicyView['rules']): void {
  const set = isRecord(value) && 'rules' in value ? value['rules'] : value
  for (const action of ['allow', 'deny', 'require'] as const) {
    const expressions = isRecord(set) ? set[action] : undefined
    if (!Array.isArray(expressions)) continue
    for (const expression of expressions)
      if (typeof expression === 'string') rules.push({ action, expression, from, scope: 'tools' })
  }
}

function addTrust(value: unknown, trust: Trust): void {
  if (!isRecord(value)) return
  const providers: unknown[] = Array.isArray(value['providers']) ? value['providers'] : [value]
  for (const provider of providers.filter(isRecord)) {
    if (typeof provider['issuer'] === 'string') trust.issuers.push(provider['issuer'])
    trust.audiences.push(...strings(provider['audiences']))
    trust.keys.push(...strings(provider['keys']))
  }
}

const strings = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []
