import type { TopologyNode } from '../../contract.ts'
import { isRecord } from '../wire.ts'
import { backendsOf, type DumpedBackend } from './dumpedBackends.ts'
import { type DumpedRoute, routesOf } from './dumpedRoutes.ts'
import { factsOf, type Graph, gatewayApi } from './graph.ts'
import { policiesWithin, policyGraph } from './policyGraph.ts'

/** What agentgateway's `/config_dump` (75b4e6c) says of the way to one path: from listeners to targets. */
export function dumpGraph(dump: unknown, path: string): Graph {
  const routes = routesOf(dump, path)
  const backends = backendsOf(dump, path)
  const nodes = new Map<string, TopologyNode>()
  const edges: [string, string][] = []
  const add = (node: TopologyNode) => void nodes.set(node.id, node)

  for (const [index, route] of routes.entries()) {
    const [listener, node] = [listenerNode(route), routeNode(route, index)]
    add(listener)
    add(node)
    edges.push([listener.id, node.id])
    const leads = backends.filter(({ name }) => route.backends.includes(name))
    // a route that names none has its backends within itself
    for (const backend of leads.length > 0 ? leads : backends)
      edges.push([node.id, backendId(backend)])
  }
  for (const backend of backends) {
    add(backendNode(backend))
    for (const target of targetNodes(backend)) {
      add(target)
      edges.push([backendId(backend), target.id])
    }
  }
  const policies = policyGraph(dump, {
    route: new Map(routes.map((route, index) => [route.name ?? '', routeId(route, index)])),
    backend: new Map(backends.map((backend) => [backend.name, backendId(backend)])),
    gateway: new Map(routes.map((route) => [gatewayOf(route) ?? '', listenerId(route)])),
  })
  const within = routes.flatMap((route, index) =>
    policiesWithin(route.route, routeId(route, index)),
  )
  return {
    nodes: [...nodes.values(), ...policies.nodes, ...within].toSorted(byKind),
    edges: [
      ...edges,
      ...policies.edges,
      ...within.map(({ id }): [string, string] => [id, id.replace(/^policy within /, '')]),
    ],
  }
}

const order = ['listener', 'route', 'policy', 'backend', 'target', 'tools']
const byKind = (a: TopologyNode, b: TopologyNode) => order.indexOf(a.kind) - order.indexOf(b.kind)

const textOf = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : null

/** `kagent/solo-kb-demo`, where the dump names the Gateway. */
function gatewayOf({ listener }: DumpedRoute): string | null {
  const [namespace, name] = [textOf(listener['gatewayNamespace']), textOf(listener['gatewayName'])]
  return namespace && name ? `${namespace}/${name}` : null
}

const listenerId = ({ listener, address }: DumpedRoute): string =>
  `listener ${textOf(listener['key']) ?? textOf(listener['name']) ?? address ?? ''}`

function listenerNode(route: DumpedRoute): TopologyNode {
  const { listener, address } = route
  const [namespace, name] = [textOf(listener['gatewayNamespace']), textOf(listener['gatewayName'])]
  return {
    id: listenerId(route),
    kind: 'listener',
    label: textOf(listener['listenerName']) ?? textOf(listener['name']) ?? 'listener',
    facts: factsOf([
      ['gateway', gatewayOf(route)],
      ['address', address],
      ['protocol', textOf(listener['protocol'])],
      ['host name', textOf(listener['hostname'])],
    ]),
    ...(namespace && name
      ? { manifest: { apiVersion: gatewayApi, kind: 'Gateway', namespace, name } }
      : {}),
  }
}

const routeId = ({ name }: DumpedRoute, index: number): string => `route ${index} ${name ?? ''}`

function routeNode(dumped: DumpedRoute, index: number): TopologyNode {
  const { route } = dumped
  const [namespace, name] = [textOf(route['namespace']), textOf(route['name'])]
  const matches: unknown[] = Array.isArray(route['matches']) ? route['matches'] : []
  return {
    id: routeId(dumped, index),
    kind: 'route',
    label: name ?? 'route',
    facts: factsOf([
      ...matches.map((match): [string, string | null] => ['path', pathOf(match)]),
      ['rule', textOf(route['ruleName'])],
    ]),
    ...(namespace && name
      ? { manifest: { apiVersion: gatewayApi, kind: 'HTTPRoute', namespace, name } }
      : {}),
  }
}

function pathOf(match: unknown): string | null {
  const path = isRecord(match) ? match['path'] : undefined
  if (!isRecord(path)) return 'every path'
  const exact = textOf(path['exact'])
  const prefix = textOf(path['pathPrefix'])
  return exact ?? (prefix === null ? null : `${prefix} and below`)
}

const backendId = ({ name }: DumpedBackend): string => `backend ${name}`

function backendNode(backend: DumpedBackend): TopologyNode {
  return {
    id: backendId(backend),
    kind: 'backend',
    label: backend.object?.name ?? backend.name,
    facts: [
      ['kind', 'MCP'],
      ['sessions', backend.sessions],
      ['names', backend.prefixMode],
      ['when a target fails', backend.failureMode],
    ],
    ...(backend.object
      ? {
          manifest: {
            apiVersion: 'agentgateway.dev/v1alpha1',
            kind: 'AgentgatewayBackend',
            ...backend.object,
          },
        }
      : {}),
  }
}

const targetNodes = (backend: DumpedBackend): TopologyNode[] =>
  backend.targets.map(({ name, transport, address, path }) => ({
    id: `target ${backend.name} ${name}`,
    kind: 'target',
    label: name,
    facts: factsOf([
      ['transport', transport],
      ['address', address],
      ['path', path],
    ]),
  }))
