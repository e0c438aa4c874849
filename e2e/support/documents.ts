import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { type Product, root } from './product.ts'

const kgateway = '/apis/gateway.kgateway.dev/v1alpha1/namespaces/default'

/** Documents of the lab's gateways that tests change: where each stands in the Kubernetes API. */
export const at = {
  everything: '/apis/agentgateway.dev/v1alpha1/namespaces/kagent/agentgatewaybackends/everything',
  organization:
    '/apis/enterpriseagentgateway.solo.io/v1alpha1/namespaces/agentgateway-system/enterpriseagentgatewaypolicies/mcp-rbac',
  mcpAuth: `${kgateway}/mcpauthpolicies/mcp-jq-auth`,
  service: (name: string) => `/api/v1/namespaces/default/services/${name}`,
} as const

const portOf = (product: Product, part: string): string => new URL(product.origins[part] ?? '').port

/** The backend of the everything server under `name`, and `more` of the lab's servers by their names. */
export function everythingBackend(
  product: Product,
  name: string,
  more: Record<string, string> = {},
  failureMode = 'FailClosed',
): string {
  const target = ([targetName, part]: [string, string]) =>
    `{ name: ${targetName}, static: { host: 127.0.0.1, port: ${portOf(product, part)}, path: /mcp } }`
  return `apiVersion: agentgateway.dev/v1alpha1
kind: AgentgatewayBackend
metadata: { name: everything, namespace: kagent }
spec:
  mcp:
    failureMode: ${failureMode}
    targets:
${[[name, 'everything'] as [string, string], ...Object.entries(more)].map((each) => `      - ${target(each)}\n`).join('')}`
}

/** The rule of the website fetcher's listener, for another organization. */
export const organizationRule = (organization: string): string => `
apiVersion: enterpriseagentgateway.solo.io/v1alpha1
kind: EnterpriseAgentgatewayPolicy
metadata: { name: mcp-rbac, namespace: agentgateway-system }
spec:
  targetRefs:
    - { group: gateway.networking.k8s.io, kind: Gateway, name: agentgateway }
  traffic:
    authorization: { policy: { matchExpressions: ['jwt.org == "${organization}"'] } }
`

/** A Service that a selector for the everything server finds. */
export const selectedService = (product: Product, name: string): string => `
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: default, labels: { app: mcp-server-everything } }
spec:
  selector: { app: mcp-server-everything }
  ports:
    - protocol: TCP
      port: 3001
      targetPort: ${portOf(product, 'everything')}
      appProtocol: kgateway.dev/mcp
`

/** The policy that mcp-proxy's walk-through applies last, as it stands in the lab. */
export const mcpAuthPolicy = (): string =>
  readFileSync(join(root, 'lab/manifests/mcp-proxy/later/mcp-auth-policy.yaml'), 'utf8')
