import { z } from 'zod'

const rules = z.strictObject({
  action: z.enum(['Allow', 'Deny', 'Require']).default('Allow'),
  policy: z.strictObject({ matchExpressions: z.array(z.string().min(1)).min(1).max(256) }),
})

/** `5m`, `1h30m`: Kubernetes durations of hours, minutes and seconds, as milliseconds. */
const duration = z
  .string()
  .regex(/^(\d+h)?(\d+m)?(\d+s)?$/, 'write a duration such as 5m or 1h30m')
  .transform((text) => {
    const part = (unit: string): number => Number(new RegExp(`(\\d+)${unit}`).exec(text)?.[1] ?? 0)
    return (part('h') * 3600 + part('m') * 60 + part('s')) * 1000
  })

const remote = z
  .strictObject({
    url: z.url().optional(),
    jwksPath: z.string().startsWith('/').optional(),
    backendRef: z
      .strictObject({
        group: z.literal('').optional(),
        kind: z.literal('Service'),
        name: z.string(),
        namespace: z.string().optional(),
        port: z.int(),
      })
      .optional(),
    // The CRD's default and lower bound (agentgateway 75b4e6c, controller/api/v1alpha1).
    cacheDuration: duration
      .refine((milliseconds) => milliseconds >= 300_000, 'write at least 5m')
      .default(300_000),
  })
  .refine(
    ({ url, jwksPath, backendRef }) =>
      url === undefined
        ? jwksPath !== undefined && backendRef !== undefined
        : !backendRef && !jwksPath,
    'write either url, or jwksPath and backendRef',
  )

const provider = z.strictObject({
  issuer: z.string().min(1),
  audiences: z.array(z.string()).min(1).optional(),
  jwks: z
    .strictObject({ inline: z.string().optional(), remote: remote.optional() })
    .refine(
      (jwks) => (jwks.inline === undefined) !== (jwks.remote === undefined),
      'write exactly one of inline and remote',
    ),
})

const jwtAuthentication = z
  .strictObject({
    mode: z.enum(['Strict', 'Optional', 'Permissive']).default('Strict'),
    providers: z.array(provider).min(1),
    location: z
      .strictObject({
        header: z.strictObject({ name: z.string().toLowerCase(), prefix: z.string().default('') }),
      })
      .optional(),
    mcp: z
      .strictObject({
        provider: z
          .literal(
            'Keycloak',
            'this gateway rewrites the metadata of Keycloak only; write Keycloak or leave it out',
          )
          .optional(),
        clientId: z.string().optional(),
        resourceMetadata: z.record(z.string(), z.unknown()).default({}),
      })
      .optional(),
  })
  .refine(
    ({ mcp, mode, providers }) => !mcp || (mode === 'Strict' && providers.length === 1),
    'jwtAuthentication.mcp needs mode Strict and exactly one provider',
  )

/** The `spec` of both policy kinds. */
export const policySpec = z
  .strictObject({
    targetRefs: z
      .array(
        z.strictObject({
          group: z.string(),
          kind: z.enum(['Gateway', 'HTTPRoute', 'AgentgatewayBackend']),
          name: z.string(),
          sectionName: z.string().optional(),
        }),
      )
      .min(1),
    traffic: z
      .strictObject({
        jwtAuthentication: jwtAuthentication.optional(),
        authorization: rules.optional(),
      })
      .optional(),
    backend: z
      .strictObject({ mcp: z.strictObject({ authorization: rules.optional() }) })
      .optional(),
  })
  .refine(
    ({ traffic, backend }) => traffic ?? backend,
    'the policy says nothing; write traffic or backend',
  )

export type RulesManifest = z.output<typeof rules>
export type ProviderManifest = z.output<typeof provider>
