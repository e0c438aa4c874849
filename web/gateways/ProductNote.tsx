import { useQuery } from '@tanstack/react-query'

import type { GatewayView } from '#bff'

import { policyQuery } from '../mcp/queries.ts'
import { Notice } from '../ui/Notice.tsx'

/** What somebody who does not know the product would stumble over, in a sentence or two. */
export function ProductNote({ gateway }: { gateway: GatewayView }) {
  if (gateway.product === 'kuadrant')
    return (
      <Notice tone="info" title="Kuadrant has two addresses.">
        The gateway lists tools and carries calls to their servers. The broker behind it answers the
        same lists and refuses every call of a federated tool, whoever asks: that is no policy, but
        the wrong address.
      </Notice>
    )
  return gateway.product === 'mcp-proxy' ? <McpProxyNote gateway={gateway.id} /> : null
}

/** mcp-proxy lists every tool to everybody; rules decide about calls alone, and without any all are refused. */
function McpProxyNote({ gateway }: { gateway: string }) {
  const { data: policy } = useQuery(policyQuery(gateway))
  const rules = policy?.claimRules.length ?? 0
  return (
    <Notice tone="info" title="Every tool is listed, and refused until an MCPAuthPolicy allows it.">
      {policy ? sayRules() : null}
    </Notice>
  )

  function sayRules(): string {
    if (!policy?.known) return policy?.reason ?? ''
    if (rules === 0)
      return policy.withoutRules === 'deny'
        ? 'No MCPAuthPolicy is applied now: every call is refused.'
        : 'No rule is in force now, and it lets calls through without one.'
    return rules === 1 ? 'One rule is in force now.' : `${rules} rules are in force now.`
  }
}
