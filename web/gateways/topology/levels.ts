import type { TopologyNode, TopologyView } from '#bff'

/** A part of a gateway with the policies that a request meets before it. */
export interface Part {
  node: TopologyNode
  guards: TopologyNode[]
}

type LevelKind = Exclude<TopologyNode['kind'], 'policy'>

export interface Level {
  kind: LevelKind
  parts: Part[]
}

const order: readonly LevelKind[] = ['listener', 'route', 'backend', 'target', 'tools']

/** The policies that point to a node, in the order of the answer. */
export const guardsOf = ({ nodes, edges }: TopologyView, id: string): TopologyNode[] =>
  nodes.filter(
    (node) => node.kind === 'policy' && edges.some(([from, to]) => from === node.id && to === id),
  )

/** What a policy guards, in the order of the answer. */
export const guardedBy = ({ nodes, edges }: TopologyView, policy: string): TopologyNode[] =>
  nodes.filter(({ id }) => edges.some(([from, to]) => from === policy && to === id))

/** The parts in the direction of a request; a level that the gateway does not report is left out. */
export function levelsOf(view: TopologyView): Level[] {
  return order.flatMap((kind) => {
    const parts = view.nodes
      .filter((node) => node.kind === kind)
      .map((node) => ({ node, guards: guardsOf(view, node.id) }))
    return parts.length > 0 ? [{ kind, parts }] : []
  })
}

/** Policies that point to nothing the gateway reports: nobody passes them. */
export const idlePolicies = (view: TopologyView): TopologyNode[] =>
  view.nodes.filter(({ id, kind }) => kind === 'policy' && guardedBy(view, id).length === 0)

/** The edges that a request takes, without those of policies. */
export function requestEdges({ nodes, edges }: TopologyView): [string, string][] {
  const parts = new Set(nodes.filter(({ kind }) => kind !== 'policy').map(({ id }) => id))
  return edges.filter(([from, to]) => parts.has(from) && parts.has(to))
}
