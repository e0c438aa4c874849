import type { TopologyView } from '../../contract.ts'

/** Nodes and edges, without the tools that are listed at their end. */
export type Graph = Pick<TopologyView, 'nodes' | 'edges'>

/** Where Gateway and HTTPRoute are declared (Gateway API 1.0). */
export const gatewayApi = 'gateway.networking.k8s.io/v1'

/** Facts that are known, in their order. */
export const factsOf = (facts: readonly (readonly [string, string | null])[]): [string, string][] =>
  facts.flatMap(([name, value]): [string, string][] =>
    value === null || value === '' ? [] : [[name, value]],
  )
