import { z } from 'zod'

import { object, port } from '../../documents/metadata.ts'

/** Gateway API's SectionName without `_` and `+`, which separate a target from a name. */
const targetName = z
  .string()
  .regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/, 'lowercase letters, digits, "-" and "." only')

const address = {
  host: z.string(),
  port,
  path: z.string().startsWith('/').optional(),
  protocol: z.enum(['StreamableHTTP', 'SSE']).default('StreamableHTTP'),
}

const labels = z.strictObject({ matchLabels: z.record(z.string(), z.string()) })

const settings = {
  sessionRouting: z.enum(['Stateful', 'Stateless']).default('Stateful'),
  failureMode: z.enum(['FailClosed', 'FailOpen']).default('FailClosed'),
  prefixMode: z.enum(['Conditional', 'Always', 'Never']).default('Conditional'),
}

/** agentgateway.dev/v1alpha1 AgentgatewayBackend of type mcp. */
export const backendSchema = object(
  z.strictObject({
    mcp: z.strictObject({
      ...settings,
      targets: z
        .array(
          z
            .strictObject({
              name: targetName,
              static: z
                .strictObject({
                  ...address,
                  policies: z
                    .strictObject({ tls: z.strictObject({ sni: z.string().optional() }) })
                    .optional(),
                })
                .optional(),
              selector: z.strictObject({ services: labels }).optional(),
            })
            .refine(
              (target) => (target.static === undefined) !== (target.selector === undefined),
              'write exactly one of static and selector',
            ),
        )
        .min(1)
        .max(128),
    }),
  }),
)

/**
 * gateway.kgateway.dev/v1alpha1 Backend of type MCP, in both of its historic shapes: selectors with
 * `serviceSelector` (2.1), and `selector.service` with the target's name beside it (late 2025).
 */
export const kgatewayBackendSchema = object(
  z.strictObject({
    type: z.literal('MCP', 'this gateway serves only backends of type MCP'),
    mcp: z.strictObject({
      name: z.string().optional(),
      targets: z
        .array(
          z
            .strictObject({
              name: targetName.optional(),
              selectors: z.strictObject({ serviceSelector: labels }).optional(),
              selector: z.strictObject({ service: labels }).optional(),
              static: z.strictObject({ name: targetName.optional(), ...address }).optional(),
            })
            .refine(
              ({ selectors, selector, static: fixed }) =>
                [selectors, selector, fixed].filter((part) => part !== undefined).length === 1,
              'write exactly one of selectors, selector and static',
            ),
        )
        .min(1),
    }),
  }),
)

export type BackendManifest = z.output<typeof backendSchema>
export type KgatewayBackendManifest = z.output<typeof kgatewayBackendSchema>
