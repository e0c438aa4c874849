import type { GatewayProduct } from '../../../contract.ts'

/** A kind in one of its versions, as an API server serves it. */
export interface Kind {
  apiVersion: string
  kind: string
  plural: string
  /** Its documents say something of MCP by themselves; of the others only those that belong to one of these. */
  mcp: boolean
  /** Operators may apply it where the configuration lets them. Secrets are in no list here. */
  apply: boolean
}

const generic = (apiVersion: string, kind: string, plural: string, apply = false): Kind => ({
  apiVersion,
  kind,
  plural,
  mcp: false,
  apply,
})
const special = (apiVersion: string, kind: string, plural: string, apply = true): Kind => ({
  apiVersion,
  kind,
  plural,
  mcp: true,
  apply,
})

const gateway = generic('gateway.networking.k8s.io/v1', 'Gateway', 'gateways')
const route = generic('gateway.networking.k8s.io/v1', 'HTTPRoute', 'httproutes')
const service = generic('v1', 'Service', 'services', true)
const configMap = generic('v1', 'ConfigMap', 'configmaps')

/** agentgateway 75b4e6c; Solo's policy and kgateway's Backend as the seeds have them. */
const agentgateway = [
  special('agentgateway.dev/v1alpha1', 'AgentgatewayBackend', 'agentgatewaybackends'),
  special('gateway.kgateway.dev/v1alpha1', 'Backend', 'backends'),
  special('agentgateway.dev/v1alpha1', 'AgentgatewayPolicy', 'agentgatewaypolicies'),
  special(
    'enterpriseagentgateway.solo.io/v1alpha1',
    'EnterpriseAgentgatewayPolicy',
    'enterpriseagentgatewaypolicies',
  ),
]

/** Kuadrant's kinds moved between groups and versions (0.5, 0.6, e5d18c99); the newest comes first. */
const kuadrant = ['mcp.kuadrant.io/v1', 'mcp.kuadrant.io/v1alpha1', 'mcp.kagenti.com/v1alpha1']
  .flatMap((apiVersion) => [
    special(apiVersion, 'MCPServerRegistration', 'mcpserverregistrations'),
    special(apiVersion, 'MCPVirtualServer', 'mcpvirtualservers', false),
  ])
  .concat(special('kuadrant.io/v1', 'AuthPolicy', 'authpolicies', false))

const mcpProxy = [special('gateway.kgateway.dev/v1alpha1', 'MCPAuthPolicy', 'mcpauthpolicies')]

/** What may configure a gateway of each product, in the order in which a request meets it. */
export const kindsOf: Readonly<Record<GatewayProduct, readonly Kind[]>> = {
  agentgateway: [gateway, route, ...agentgateway, service],
  kuadrant: [gateway, route, ...kuadrant, service],
  'mcp-proxy': [gateway, ...mcpProxy, service, configMap],
  other: [gateway, route, ...agentgateway, ...kuadrant, ...mcpProxy, service],
}
