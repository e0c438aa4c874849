/** A kind that an API server serves, in one version. The group of the core kinds is empty. */
export interface Resource {
  group: string
  version: string
  kind: string
  plural: string
  /** What people type. */
  short?: string
  /** Its objects belong to no namespace. */
  clusterScoped?: true
}

const service: Resource = {
  group: '',
  version: 'v1',
  kind: 'Service',
  plural: 'services',
  short: 'svc',
}
const configMap: Resource = { group: '', version: 'v1', kind: 'ConfigMap', plural: 'configmaps' }

const gatewayApi = (kind: string, plural: string): Resource => ({
  group: 'gateway.networking.k8s.io',
  version: 'v1',
  kind,
  plural,
})
const gateway = gatewayApi('Gateway', 'gateways')
const route = gatewayApi('HTTPRoute', 'httproutes')

const kgateway = (kind: string, plural: string): Resource => ({
  group: 'gateway.kgateway.dev',
  version: 'v1alpha1',
  kind,
  plural,
})

/** What a cluster with agentgateway serves: its own kinds, Solo's policy, kgateway's Backend. */
export const agentgatewayResources: readonly Resource[] = [
  gateway,
  route,
  {
    group: 'agentgateway.dev',
    version: 'v1alpha1',
    kind: 'AgentgatewayBackend',
    plural: 'agentgatewaybackends',
  },
  {
    group: 'agentgateway.dev',
    version: 'v1alpha1',
    kind: 'AgentgatewayPolicy',
    plural: 'agentgatewaypolicies',
  },
  {
    group: 'enterpriseagentgateway.solo.io',
    version: 'v1alpha1',
    kind: 'EnterpriseAgentgatewayPolicy',
    plural: 'enterpriseagentgatewaypolicies',
  },
  kgateway('Backend', 'backends'),
  service,
]

/** Kuadrant's kinds moved from one API group to another and to v1; old documents stay where they were written. */
const kuadrantVersions = [
  ['mcp.kagenti.com', 'v1alpha1'],
  ['mcp.kuadrant.io', 'v1alpha1'],
  ['mcp.kuadrant.io', 'v1'],
] as const

export const kuadrantResources: readonly Resource[] = [
  gateway,
  route,
  service,
  ...kuadrantVersions.flatMap(([group, version]) => [
    { group, version, kind: 'MCPServerRegistration', plural: 'mcpserverregistrations' },
    { group, version, kind: 'MCPVirtualServer', plural: 'mcpvirtualservers' },
  ]),
]

export const mcpProxyResources: readonly Resource[] = [
  gateway,
  { ...gatewayApi('GatewayClass', 'gatewayclasses'), clusterScoped: true },
  kgateway('GatewayParameters', 'gatewayparameters'),
  kgateway('MCPAuthPolicy', 'mcpauthpolicies'),
  service,
  configMap,
]
