import type { TopologyNode } from '../../contract.ts'
import { rulesOf } from '../dump.ts'
import { isRecord } from '../wire.ts'
import { qualified, valuesOf } from './dumpedRoutes.ts'
import type { Graph } from './graph.ts'

type Json = Record<string, unknown>

/** What a policy may guard, by `namespace/name`: the ids of those nodes. */
export interface Guarded {
  gateway: ReadonlyMap<string, string>
  route: ReadonlyMap<string, string>
  backend: ReadonlyMap<string, string>
}

/** Where the kinds of policies that a dump names are declared (agentgateway 75b4e6c; seeds for the second). */
const apiVersions: Readonly<Record<string, string>> = {
  AgentgatewayPolicy: 'agentgateway.dev/v1alpha1',
  EnterpriseAgentgatewayPolicy: 'enterpriseagentgateway.solo.io/v1alpha1',
}

/**
 * Policies of a dump that guard any of these nodes, and those written within a route or backend. Several
 * entries of one document (token, rules) are one node.
 */
export function policyGraph(dump: unknown, guarded: Guarded): Graph {
  const nodes = new Map<string, TopologyNode>()
  const edges: [string, string][] = []
  for (const entry of isRecord(dump) ? valuesOf(dump['policies']) : []) {
    const guards = guardedBy(entry['target'], guarded)
    if (guards === undefined) continue
    const node = policyNode(entry)
    const known = nodes.get(node.id)
    nodes.set(node.id, { ...node, facts: [...(known?.facts ?? []), ...node.facts] })
    if (!edges.some(([from, to]) => from === node.id && to === guards))
      edges.push([node.id, guards])
  }
  return { nodes: [...nodes.values()], edges }
}

/** Policies that a standalone gateway writes within a route and its backends: at most one node. */
export function policiesWithin(route: Json, id: string): TopologyNode[] {
  const held = [route, ...valuesOf(route['backends'])].flatMap(({ policies, inlinePolicies }) => [
    policies,
    ...valuesOf(inlinePolicies),
  ])
  const facts = held.flatMap(policyFacts)
  if (facts.length === 0) return []
  return [{ id: `policy within ${id}`, kind: 'policy', label: 'policies of the route', facts }]
}

function guardedBy(target: unknown, guarded: Guarded): string | undefined {
  if (!isRecord(target)) return undefined
  const { gateway, route, backend } = target
  if (isRecord(gateway))
    return guarded.gateway.get(
      `${String(gateway['gatewayNamespace'])}/${String(gateway['gatewayName'])}`,
    )
  if (isRecord(route)) return guarded.route.get(qualified(route) ?? '')
  const object = isRecord(backend) && isRecord(backend['backend']) ? backend['backend'] : backend
  return isRecord(object) ? guarded.backend.get(qualified(object) ?? '') : undefined
}

function policyNode(entry: Json): TopologyNode {
  const named = isRecord(entry['name']) ? entry['name'] : { name: entry['name'] ?? entry['key'] }
  const { kind, namespace, name } = named
  const full = [kind, qualified(named)].filter(Boolean).join(' ')
  const apiVersion = typeof kind === 'string' ? apiVersions[kind] : undefined
  return {
    id: `policy ${full}`,
    kind: 'policy',
    label: typeof name === 'string' ? name : 'policy',
    facts: policyFacts(entry['policy'] ?? entry),
    ...(apiVersion !== undefined &&
    typeof kind === 'string' &&
    typeof namespace === 'string' &&
    typeof name === 'string'
      ? { manifest: { apiVersion, kind, namespace, name } }
      : {}),
  }
}

/** Its rules by what they do, whom it believes, and the names of whatever else it holds. */
function policyFacts(policy: unknown): [string, string][] {
  if (!isRecord(policy)) return []
  return Object.entries(policy).flatMap(([name, value]): [string, string][] => {
    if (name === 'backend' || name === 'traffic' || name === 'frontend') return policyFacts(value)
    if (name === 'mcpAuthorization') return ruleFacts(value, 'tools')
    if (name === 'authorization') return ruleFacts(value, 'request')
    if (name === 'jwtAuth' || name === 'jwtAuthentication' || name === 'mcpAuthentication')
      return tokenFacts(value)
    return isRecord(value) ? [['also', name]] : []
  })
}

const ruleFacts = (value: unknown, scope: 'tools' | 'request'): [string, string][] =>
  rulesOf(value, { from: '', scope }).map(({ action, expression }) => [
    `${action}, ${scope === 'tools' ? 'for each tool' : 'for the request'}`,
    expression,
  ])

function tokenFacts(value: unknown): [string, string][] {
  if (!isRecord(value)) return []
  const providers = Array.isArray(value['providers']) ? valuesOf(value['providers']) : [value]
  const mode: [string, string][] =
    typeof value['mode'] === 'string' ? [['token', value['mode']]] : []
  return [
    ...mode,
    ...providers.flatMap(({ issuer }): [string, string][] =>
      typeof issuer === 'string' ? [['issuer', issuer]] : [],
    ),
  ]
}
