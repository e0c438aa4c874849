import type { TopologyNode } from '../../contract.ts'
import { isRecord } from '../wire.ts'
import { valuesOf } from './dumpedRoutes.ts'
import { factsOf, type Graph } from './graph.ts'
import { claimRulesOf, proxyTargets, proxyTrust, withoutClaimRules } from './proxyPolicy.ts'

type Json = Record<string, unknown>

/** mcp-proxy 0.0.3 from its `/listeners`, `/targets` and `/rbac`: every rule guards every listener. */
export function proxyGraph(listeners: unknown, targets: unknown, rbac: unknown): Graph {
  const entries = valuesOf(listeners).map(listenerNode)
  const ends = valuesOf(targets).flatMap(targetNode)
  const policy = policyNode(rbac, proxyTargets(targets))
  return {
    nodes: [...entries, policy, ...ends],
    edges: entries.flatMap(({ id }): [string, string][] => [
      [policy.id, id],
      ...ends.map((end): [string, string] => [id, end.id]),
    ]),
  }
}

function listenerNode(listener: Json, index: number): TopologyNode {
  const { type, host, port } = listener
  const { issuers, audiences } = proxyTrust([listener])
  return {
    id: `listener ${index}`,
    kind: 'listener',
    label: typeof type === 'string' ? `${type} listener` : 'listener',
    facts: factsOf([
      ['address', typeof host === 'string' ? `${host}:${String(port)}` : null],
      ['issuer', issuers.join(', ')],
      ['audience', audiences.join(', ')],
    ]),
  }
}

function policyNode(rbac: unknown, targets: readonly string[]): TopologyNode {
  const rules = claimRulesOf(rbac)
  const without =
    withoutClaimRules(targets) === 'deny' ? 'every call is refused' : 'every call is allowed'
  return {
    id: 'policy',
    kind: 'policy',
    label: 'rules for calls',
    facts:
      rules.length === 0
        ? [['no rules', without]]
        : rules.map(({ claim, value, tool }) => [`${claim} = ${value}`, `may call ${tool}`]),
  }
}

function targetNode(target: Json): TopologyNode[] {
  const { name, spec } = target
  if (typeof name !== 'string') return []
  const place = isRecord(spec) ? spec : {}
  const [namespace, service, ...more] = name.split('/')
  const { type, host, port, path, cmd } = place
  const inCluster = namespace && service && more.length === 0
  return [
    {
      id: `target ${name}`,
      kind: 'target',
      label: name,
      facts: factsOf([
        ['transport', typeof type === 'string' ? type : null],
        ['address', typeof host === 'string' ? `${host}:${String(port)}` : null],
        ['path', typeof path === 'string' ? path : null],
        ['program', typeof cmd === 'string' ? cmd : null],
      ]),
      ...(inCluster
        ? { manifest: { apiVersion: 'v1', kind: 'Service', namespace, name: service } }
        : {}),
    },
  ]
}
