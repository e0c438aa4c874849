import * as z from 'zod'

import { badFormat, missing, objectName, required } from './fields.ts'
import { defineKind, resourceKinds } from './kind.ts'

/** What an AccessPolicy can grant (Enterprise 2026.7.1). */
export const actions = [
  'registry:read',
  'registry:publish',
  'registry:edit',
  'registry:deploy',
  'registry:delete',
  'registry:admin',
  'registry:*',
  'runtime:invoke',
  'runtime:*',
] as const

const oneOf = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z.enum(values, {
    error: ({ input }) =>
      input === undefined ? missing : `${badFormat(input)} (expected one of [${values.join(' ')}])`,
  })

const rule = z
  .object({
    actions: z.array(oneOf(actions)).min(1, missing),
    resources: z
      .array(
        z.object({
          kind: oneOf(resourceKinds),
          name: required,
          subresources: z.array(z.string()).optional(),
        }),
      )
      .min(1, missing),
  })
  .superRefine(({ actions: granted, resources }, context) => {
    if (!granted.some((action) => action.startsWith('runtime:'))) return
    for (const [index, { name }] of resources.entries())
      if (name === '*')
        context.addIssue({
          code: 'custom',
          path: ['resources', index, 'name'],
          message: 'invalid format: runtime:invoke needs a concrete name, "*" is refused',
        })
  })

const accessPolicySpec = z.object({
  description: z.string().optional(),
  principals: z
    .array(z.object({ kind: oneOf(['Role', 'Deployment']), name: required }))
    .min(1, missing),
  rules: z.array(rule).min(1, missing),
})
export type AccessPolicySpec = z.output<typeof accessPolicySpec>

export const accessPolicy = defineKind({
  kind: 'AccessPolicy',
  plural: 'accesspolicies',
  tagged: false,
  spec: accessPolicySpec,
})

export const accessPolicySpecOf = (row: { spec: Record<string, unknown> }): AccessPolicySpec =>
  row.spec as AccessPolicySpec // only rows of kind AccessPolicy are passed, read by the schema above

const caller = z.object({
  kind: oneOf(['Deployment', 'Role']),
  name: required,
  onBehalfOf: z.object({ roles: z.array(z.string()) }).optional(),
})

const callee = z
  .object({
    kind: oneOf(['Deployment', 'MCPServer']),
    name: objectName,
    mcpTools: z.array(z.string()).optional(),
    inboundAccess: oneOf(['', 'GatewayOnly']).optional(),
  })
  .refine(({ kind, inboundAccess }) => kind !== 'MCPServer' || inboundAccess !== 'GatewayOnly', {
    path: ['inboundAccess'],
    error: 'invalid format: GatewayOnly is not supported for MCPServer destinations',
  })

export const runtimeAccessPolicy = defineKind({
  kind: 'RuntimeAccessPolicy',
  plural: 'runtimeaccesspolicies',
  tagged: false,
  spec: z.object({
    description: z.string().optional(),
    rules: z
      .array(
        z.object({ from: z.array(caller).min(1, missing), to: z.array(callee).min(1, missing) }),
      )
      .min(1, missing),
  }),
})
