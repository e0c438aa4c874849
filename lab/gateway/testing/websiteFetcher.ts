import { stringify } from 'yaml'

import { type Running, runGateway } from './gateway.ts'

const manifests = new URL('../../manifests/website-fetcher/', import.meta.url).pathname

/** A token for that listener: `iss` solo.io, `org` solo.io, `team` team-id, RS256, good until 2035-11-24. */
export const soloToken =
  'eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCIsImtpZCI6InNvbG8tcHVibGljLWtleS0wMDEifQ.eyJpc3MiOiJzb2xvLmlvIiwib3JnIjoic29sby5pbyIsInN1YiI6InVzZXItaWQiLCJ0ZWFtIjoidGVhbS1pZCIsImV4cCI6MjA3OTU1NjEwNCwibGxtcyI6eyJvcGVuYWkiOlsiZ3B0LTRvIl19fQ.e49g9XE6yrttR9gQAPpT_qcWVKe-bO6A7yJarMDCMCh8PhYs67br00wT6v0Wt8QXMMN09dd8UUEjTunhXqdkF5oeRMXiyVjpTPY4CJeoF1LfKhgebVkJeX8kLhqBYbMXp3cxr2GAmc3gkNfS2XnL2j-bowtVzwNqVI5D8L0heCpYO96xsci37pFP8jz6r5pRNZ597AT5bnYaeu7dHO0a5VGJqiClSyX9lwgVCXaK03zD1EthwPoq34a7MwtGy2mFS_pD1MTnPK86QfW10LCHxtahzGHSQ4jfiL-zp13s8MyDgTkbtanCk_dxURIyynwX54QJC_o5X7ooDc3dxbd8Cw'

export const asSolo = { authorization: `Bearer ${soloToken}` }

/** The lab's gateway for the website fetcher, in front of another server on that port. */
export const startWebsiteGateway = (fetcherPort: number, path = '/mcp'): Promise<Running> =>
  runGateway({ manifests, variables: { LAB_FETCHER_PORT: String(fetcherPort) } }, path)

const namespace = 'agentgateway-system'

/** A policy on its listener, of the community's kind. */
export const gatewayPolicy = (name: string, spec: object): string =>
  stringify({
    apiVersion: 'agentgateway.dev/v1alpha1',
    kind: 'AgentgatewayPolicy',
    metadata: { name, namespace },
    spec: {
      targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'agentgateway' }],
      ...spec,
    },
  })

/** Rules for tools, on its backend. */
export const toolRules = (...matchExpressions: string[]): string =>
  stringify({
    apiVersion: 'agentgateway.dev/v1alpha1',
    kind: 'AgentgatewayPolicy',
    metadata: { name: 'tools', namespace },
    spec: {
      targetRefs: [{ group: 'agentgateway.dev', kind: 'AgentgatewayBackend', name: 'mcp-backend' }],
      backend: { mcp: { authorization: { policy: { matchExpressions } } } },
    },
  })

/** Another backend in the place of its own: one target over streamable HTTP. */
export const streamableBackend = (port: number): string =>
  stringify({
    apiVersion: 'agentgateway.dev/v1alpha1',
    kind: 'AgentgatewayBackend',
    metadata: { name: 'mcp-backend', namespace },
    spec: { mcp: { targets: [{ name: 'mcp-target', static: { host: '127.0.0.1', port } }] } },
  })
