import type { Config } from '../../config/schema.ts'
import type { TopologyNode, TopologyView } from '../../contract.ts'
import { Problem } from '../../problem.ts'
import { isDump } from '../dump.ts'
import { gatewayUrl } from '../mcp/gatewayUrl.ts'
import type { McpCaller } from '../mcp/types.ts'
import type { Tools } from '../tools.ts'
import type { AdminPorts } from './adminPort.ts'
import { dumpGraph } from './dumpGraph.ts'
import type { Graph } from './graph.ts'
import type { Manifests } from './kubernetes/manifests.ts'
import { withManifests } from './namedManifests.ts'
import { proxyGraph } from './proxyGraph.ts'
import { registrationsGraph } from './registrationsGraph.ts'

export interface Topology {
  /**
   * From listener to tools, as the gateway itself reports it; with a caller the tools are counted as that
   * persona sees them. Never rejects for the sake of the admin port or the persona. Problem 404 for an
   * unknown gateway.
   */
  view(gateway: string, caller?: McpCaller): Promise<TopologyView>
}

export interface TopologyParts {
  config: Config
  adminPorts: AdminPorts
  tools: Tools
  manifests: Manifests
}

type Reading = (Graph & { source: string }) | { reason: string }

export function createTopology({ config, adminPorts, tools, manifests }: TopologyParts): Topology {
  async function read(gateway: string): Promise<Reading> {
    const product = config.gateways[gateway]?.product
    const where = gatewayUrl(config, gateway)
    if (product === 'kuadrant') {
      const status = await adminPorts.read(gateway, '/status')
      if ('reason' in status) return status
      return { ...registrationsGraph(status.value, where), source: status.source }
    }
    if (product === 'mcp-proxy') return readProxy(gateway)
    const dump = await adminPorts.read(gateway, '/config_dump')
    if ('reason' in dump) return dump
    if (!isDump(dump.value))
      return { reason: `${dump.source} is no configuration of an agentgateway.` }
    return { ...dumpGraph(dump.value, where.pathname), source: dump.source }
  }

  async function readProxy(gateway: string): Promise<Reading> {
    const [listeners, targets, rbac] = await Promise.all([
      adminPorts.read(gateway, '/listeners'),
      adminPorts.read(gateway, '/targets'),
      adminPorts.read(gateway, '/rbac'),
    ])
    if ('reason' in listeners) return listeners
    if ('reason' in targets) return targets
    if ('reason' in rbac) return rbac
    const sources = [listeners, targets, rbac].map(({ source }) => source)
    return { ...proxyGraph(listeners.value, targets.value, rbac.value), source: sources.join(', ') }
  }

  /** Without documents the nodes keep the names that the gateway itself gives. */
  async function withDocuments(gateway: string, nodes: TopologyNode[]): Promise<TopologyNode[]> {
    if (config.gateways[gateway]?.kubernetes === undefined) return nodes
    const documents = await manifests.documents(gateway).catch((error: unknown) => {
      if (error instanceof Problem) return []
      throw error
    })
    return withManifests(nodes, documents)
  }

  async function toolsNode(caller?: McpCaller): Promise<TopologyNode> {
    const node = { id: 'tools', kind: 'tools', label: 'Tools' } as const
    if (caller === undefined) return { ...node, facts: [] }
    const list = await tools.list(caller).catch((error: unknown) => {
      // whoever wants a sign-in first sees the way all the same
      if (error instanceof Problem) return error
      throw error
    })
    if (list instanceof Problem)
      return { ...node, facts: [[caller.persona, list.message]], state: 'not_ready' }
    const { outcome, sentence } = list.answer.verdict
    if (outcome !== 'allowed')
      return { ...node, facts: [[caller.persona, sentence]], state: 'not_ready' }
    const count = list.tools.length
    return { ...node, facts: [[caller.persona, `${count} ${count === 1 ? 'tool' : 'tools'}`]] }
  }

  return {
    async view(gateway, caller) {
      gatewayUrl(config, gateway)
      const reading = await read(gateway)
      if ('reason' in reading) return { known: false, reason: reading.reason, nodes: [], edges: [] }
      const { nodes, edges, source } = reading
      const [named, counted] = await Promise.all([withDocuments(gateway, nodes), toolsNode(caller)])
      const last = nodes.filter(({ kind }) => kind === 'target')
      return {
        known: true,
        source,
        nodes: [...named, counted],
        edges: [...edges, ...last.map(({ id }): [string, string] => [id, 'tools'])],
      }
    },
  }
}
