import type { NamingView, PolicyRule } from '../contract.ts'
import { backendsOf, namingOf } from './gateways/dumpedBackends.ts'
import { leadsTo, qualified, routesOf } from './gateways/dumpedRoutes.ts'
import type { Trust } from './verdict/token.ts'
import { isRecord } from './wire.ts'

export interface DumpedPolicy {
  rules: PolicyRule[]
  trust: Trust
  naming: NamingView
}

/** Whether a document is a dump at all: without its lists nothing could be said to be missing from it. */
export const isDump = (value: unknown): boolean =>
  isRecord(value) && (Array.isArray(value['policies']) || Array.isArray(value['binds']))

/**
 * What an agentgateway `/config_dump` says about one path of its listener (75b4e6c). Standalone it has
 * the rules within routes (`inlinePolicies`), under Kubernetes in a flat `policies` list with targets;
 * both are found by walking the document, since the nesting differs between releases.
 */
export function readDump(dump: unknown, path: string): DumpedPolicy {
  const naming = namingOf(backendsOf(dump, path))
  const found = { rules: [], trust: { issuers: [], audiences: [], keys: [] }, naming }
  const routes = routesOf(dump, path)
  const place = {
    path,
    routes: routes.flatMap(({ name }) => name ?? []),
    backends: routes.flatMap(({ backends }) => backends),
    from: 'the gateway',
  }
  walk(dump, place, found)
  return found
}

interface Place {
  path: string
  /** Routes of this path and the backends that they lead to, as `namespace/name`; empty where none is named. */
  routes: string[]
  backends: string[]
  from: string
}

/** What a policy may hold, and whether it is asked for each tool or once for the request. */
const scopes: Readonly<Record<string, PolicyRule['scope']>> = {
  mcpAuthorization: 'tools',
  authorization: 'request',
}

function walk(value: unknown, place: Place, found: DumpedPolicy): void {
  if (Array.isArray(value)) for (const item of value) walk(item, place, found)
  if (!isRecord(value)) return
  if (isElsewhere(value, place)) return
  const here = { ...place, from: nameOf(value) ?? place.from }
  for (const [key, inner] of Object.entries(value)) {
    const scope = scopes[key]
    if (scope !== undefined) found.rules.push(...rulesOf(inner, { from: here.from, scope }))
    else if (/^(?:jwtAuth|jwtAuthentication|jwt|mcpAuthentication)$/.test(key))
      addTrust(inner, found.trust)
    else walk(inner, here, found)
  }
}

/** A route for other paths, or a policy on a route or backend that this path does not lead to. */
function isElsewhere(value: Record<string, unknown>, place: Place): boolean {
  if (Array.isArray(value['matches']) && !leadsTo(value, place.path)) return true
  const target = value['target']
  return (
    isRecord(target) &&
    (isOther(target['backend'], 'backend', place.backends) ||
      isOther(target['route'], 'route', place.routes))
  )
}

function isOther(target: unknown, kind: string, known: readonly string[]): boolean {
  const object = isRecord(target) && isRecord(target[kind]) ? target[kind] : target
  const name = isRecord(object) ? qualified(object) : null
  return name !== null && known.length > 0 && !known.includes(name)
}

function nameOf({ kind, name }: Record<string, unknown>): string | null {
  if (isRecord(name)) return [name['kind'], qualified(name)].filter(Boolean).join(' ')
  return typeof name === 'string' && name !== '' ? [kind, name].filter(Boolean).join(' ') : null
}

/** Allow, deny and require of one rule set, in that order. */
export function rulesOf(
  value: unknown,
  about: Pick<PolicyRule, 'from' | 'scope'>,
): DumpedPolicy['rules'] {
  const set = isRecord(value) && 'rules' in value ? value['rules'] : value
  return (['allow', 'deny', 'require'] as const).flatMap((action) =>
    strings(isRecord(set) ? set[action] : undefined).map((expression) => ({
      action,
      expression,
      ...about,
    })),
  )
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
