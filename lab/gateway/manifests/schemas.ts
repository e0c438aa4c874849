import { z } from 'zod'

import { policySpec } from './policySchema.ts'

/** Every object is strict: a field that this gateway does not honour is refused, never ignored. */
const metadata = z.strictObject({
  name: z.string(),
  namespace: z.string().default('default'),
  labels: z.record(z.string(), z.string()).optional(),
})
const port = z.int().min(1).max(65_535)

const object = <S extends z.ZodType>(spec: S) =>
  z.strictObject({ apiVersion: z.string(), kind: z.string(), metadata, spec })

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
              z.strictObject({
                group: z.literal('agentgateway.dev'),
                kind: z.literal('AgentgatewayBackend'),
                name: z.string(),
                namespace: z.string().optional(),
              }),
            )
            .length(1, 'this gateway sends a rule to exactly one backend'),
        }),
      )
      .min(1),
  }),
)

/** agentgateway.dev/v1alpha1 AgentgatewayBackend of type mcp, with one streamable HTTP target. */
export const backendSchema = object(
  z.strictObject({
    mcp: z.strictObject({
      sessionRouting: z
        .enum(['Stateful', 'Stateless'])
        .default('Stateful')
        .refine(
          (routing) => routing === 'Stateless',
          'this gateway keeps no sessions yet; write sessionRouting: Stateless (the default is Stateful)',
        ),
      failureMode: z.enum(['FailClosed', 'FailOpen']).default('FailClosed'),
      prefixMode: z.enum(['Conditional', 'Never']).default('Conditional'),
      targets: z
        .array(
          z.strictObject({
            name: z
              .string()
              .regex(
                /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/,
                'lowercase letters, digits, "-" and "." only',
              ),
            static: z.strictObject({
              host: z.string(),
              port,
              path: z.string().startsWith('/').default('/mcp'),
              protocol: z
                .literal('StreamableHTTP', 'this gateway speaks only StreamableHTTP to a target')
                .optional(),
              policies: z
                .strictObject({ tls: z.strictObject({ sni: z.string().optional() }) })
                .optional(),
            }),
          }),
        )
        .length(1, 'this gateway serves exactly one target per backend'),
    }),
  }),
)

/** AgentgatewayPolicy and EnterpriseAgentgatewayPolicy share their fields. */
export const policySchema = object(policySpec)

/** v1 Service that names an address: what a `backendRef` resolves to. */
export const serviceSchema = object(
  z.strictObject({
    type: z.literal('ExternalName'),
    externalName: z.string(),
    ports: z
      .array(z.strictObject({ name: z.string().optional(), port, targetPort: port.optional() }))
      .min(1),
  }),
)

export type GatewayManifest = z.output<typeof gatewaySchema>
export type RouteManifest = z.output<typeof routeSchema>
export type BackendManifest = z.output<typeof backendSchema>
export type PolicyManifest = z.output<typeof policySchema>
export type ServiceManifest = z.output<typeof serviceSchema>
