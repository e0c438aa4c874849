import { z } from 'zod'

import { object, port } from '../../documents/metadata.ts'
import { policySpec } from './policySchema.ts'

/** gateway.networking.k8s.io/v1 Gateway: one HTTP listener. */
export const gatewaySchema = object(
  z.strictObject({
    gatewayClassName: z.enum(['agentgateway', 'enterprise-agentgateway']),
    listeners: z
      .array(
        z.strictObject({
          name: z.string(),
          port,
          protocol: z.literal('HTTP'),
          allowedRoutes: z
            .strictObject({
              namespaces: z.strictObject({ from: z.enum(['Same', 'All']).default('Same') }),
            })
            .default({ namespaces: { from: 'Same' } }),
        }),
      )
      .length(1, 'this gateway serves exactly one listener'),
  }),
)

const pathMatch = z.strictObject({
  type: z.enum(['PathPrefix', 'Exact']).default('PathPrefix'),
  value: z.string().startsWith('/').default('/'),
})

const backendRef = <G extends string, K extends string>(group: G, kind: K) =>
  z.strictObject({
    group: z.literal(group),
    kind: z.literal(kind),
    name: z.string(),
    namespace: z.string().optional(),
  })

/** gateway.networking.k8s.io/v1 HTTPRoute: path matches, one backend per rule. */
export const routeSchema = object(
  z.strictObject({
    parentRefs: z
      .array(
        z.strictObject({
          group: z.literal('gateway.networking.k8s.io').optional(),
          kind: z.literal('Gateway').optional(),
          name: z.string(),
          namespace: z.string().optional(),
          sectionName: z.string().optional(),
        }),
      )
      .min(1),
    rules: z
      .array(
        z.strictObject({
          name: z.string().optional(),
          matches: z
            .array(z.strictObject({ path: pathMatch }))
            .min(1)
            .default([{ path: { type: 'PathPrefix', value: '/' } }]),
          backendRefs: z
            .array(
              z.discriminatedUnion('kind', [
                backendRef('agentgateway.dev', 'AgentgatewayBackend'),
                backendRef('gateway.kgateway.dev', 'Backend'),
              ]),
            )
            .length(1, 'this gateway sends a rule to exactly one backend'),
        }),
      )
      .min(1),
  }),
)

/** AgentgatewayPolicy and EnterpriseAgentgatewayPolicy share their fields. */
export const policySchema = object(policySpec)

export type GatewayManifest = z.output<typeof gatewaySchema>
export type RouteManifest = z.output<typeof routeSchema>
export type PolicyManifest = z.output<typeof policySchema>
