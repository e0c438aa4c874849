import type { TopologyNode, TopologyView } from '#bff'

import { guardsOf, idlePolicies, requestEdges } from './levels.ts'

/** One line of the topology as text, with what a request meets after it. */
export interface OutlineItem {
  node: TopologyNode
  guards: TopologyNode[]
  next: OutlineItem[]
  /** It stands in the list before, with all that follows it. */
  again: boolean
}

/** The topology as nested items, each part once in full; policies that guard nothing come last. */
export function outlineOf(view: TopologyView): OutlineItem[] {
  const edges = requestEdges(view)
  const seen = new Set<string>()
  const reached = new Set(edges.map(([, to]) => to))
  const item = (node: TopologyNode): OutlineItem => {
    const again = seen.has(node.id)
    seen.add(node.id)
    const next = again
      ? []
      : view.nodes.filter(({ id }) => edges.some(([from, to]) => from === node.id && to === id))
    return { node, guards: guardsOf(view, node.id), next: next.map(item), again }
  }
  const roots = view.nodes.filter(({ id, kind }) => kind !== 'policy' && !reached.has(id))
  return [...roots, ...idlePolicies(view)].map(item)
}
