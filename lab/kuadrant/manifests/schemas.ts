import { z } from 'zod'

import { object, port } from '../../documents/metadata.ts'

export const gatewaySchema = object(
  z.strictObject({
    gatewayClassName: z.literal('istio'),
    listeners: z
      .array(
        z.strictObject({
          name: z.string(),
          port,
          protocol: z.literal('HTTP'),
          allowedRoutes: z
            .strictObject({ namespaces: z.strictObject({ from: z.enum(['Same', 'All']) }) })
            .default({ namespaces: { from: 'Same' } }),
        }),
      )
      .length(1, 'this gateway serves exactly one listener'),
  }),
)

const pathMatch = z.strictObject({
  type: z.literal('PathPrefix').default('PathPrefix'),
  value: z.string().startsWith('/'),
})

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
      .length(1, 'this gateway takes a route of one parent'),
    hostnames: z.array(z.string()).default([]),
    rules: z
      .array(
        z.strictObject({
          matches: z
            .array(z.strictObject({ path: pathMatch }))
            .min(1)
            .default([{ path: { type: 'PathPrefix', value: '/' } }]),
          backendRefs: z
            .array(
              z.strictObject({
                group: z.literal('').optional(),
                kind: z.literal('Service').optional(),
                name: z.string(),
                port,
              }),
            )
            .length(1, 'this gateway sends a route to exactly one Service'),
        }),
      )
      .length(1, 'this gateway takes a route of one rule'),
  }),
)

/** What every form of the registration has (Kuadrant v0.5 to v0.9). */
const registration = {
  targetRef: z.strictObject({
    group: z.literal('gateway.networking.k8s.io').default('gateway.networking.k8s.io'),
    kind: z.literal('HTTPRoute').default('HTTPRoute'),
    name: z.string(),
    namespace: z.string().optional(),
  }),
  path: z.string().startsWith('/').default('/mcp'),
  state: z.enum(['Enabled', 'Disabled']).default('Enabled'),
}

const prefix = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_]*$/, 'begin with a small letter or digit; then also _')
  .optional()

/** mcp.kagenti.com/v1alpha1, v0.5: the prefix was called `toolPrefix`. */
export const kagentiSchema = object(z.strictObject({ ...registration, toolPrefix: prefix }))

/** mcp.kuadrant.io/v1alpha1, v0.6 with `toolPrefix`, v0.7 and later with `prefix`. */
export const alphaSchema = object(
  z
    .strictObject({ ...registration, toolPrefix: prefix, prefix })
    .refine(
      (spec) => spec.toolPrefix === undefined || spec.prefix === undefined,
      'toolPrefix and prefix are the same in two versions; write one of them',
    ),
)

/** mcp.kuadrant.io/v1, since v0.8. */
export const stableSchema = object(z.strictObject({ ...registration, prefix }))

export const virtualServerSchema = object(
  z.strictObject({ description: z.string().optional(), tools: z.array(z.string()) }),
)
