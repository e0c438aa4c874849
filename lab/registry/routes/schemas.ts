import * as z from 'zod'

import type { Kinds } from '../kinds/all.ts'
import type { Kind } from '../kinds/kind.ts'

/** Schemas of what the registry answers, under the names that they have in the OpenAPI document. */
export interface Schemas {
  registry: z.core.$ZodRegistry<{ id: string }>
  envelope: (kind: Kind) => z.ZodType
  list: (kind: Kind) => z.ZodType
  applyResults: z.ZodType
  logs: z.ZodType
  whoami: z.ZodType
  problem: z.ZodType
}

const condition = z.object({
  type: z.string(),
  status: z.enum(['True', 'False', 'Unknown']),
  reason: z.string().optional(),
  message: z.string().optional(),
  lastTransitionTime: z.iso.datetime().optional(),
})

const status = z.object({
  conditions: z.array(condition).optional(),
  details: z.record(z.string(), z.unknown()).optional(),
  runtime: z
    .object({ id: z.string(), name: z.string().optional(), endpoint: z.string().optional() })
    .optional(),
  dataKeys: z.array(z.string()).optional(),
})

const metadata = z.object({
  name: z.string(),
  namespace: z.string().optional(),
  uid: z.string().optional(),
  tag: z.string().optional(),
  labels: z.record(z.string(), z.string()).optional(),
  annotations: z.record(z.string(), z.string()).optional(),
  createdAt: z.iso.datetime().optional(),
  updatedAt: z.iso.datetime().optional(),
  deletionTimestamp: z.iso.datetime().optional(),
})

const applyResult = z.object({
  apiVersion: z.string(),
  kind: z.string(),
  namespace: z.string().optional(),
  name: z.string(),
  tag: z.string().optional(),
  status: z.enum(['created', 'configured', 'unchanged', 'staged', 'deleted', 'dry-run', 'failed']),
  error: z.string().optional(),
})

const problem = z.object({
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  errors: z
    .array(
      z.object({
        message: z.string(),
        location: z.string().optional(),
        value: z.unknown().optional(),
      }),
    )
    .optional(),
})

const permission = z.object({
  actions: z.array(z.string()),
  resources: z.array(z.object({ kind: z.string(), name: z.string() })),
})

const whoami = z.object({
  subject: z.string(),
  email: z.string().optional(),
  issuer: z.string().optional(),
  mappedRoles: z.array(z.string()),
  isSuperuser: z.boolean(),
  resolvedRoles: z.array(
    z.object({
      name: z.string(),
      description: z.string().optional(),
      permissions: z.array(permission),
    }),
  ),
  unresolvedRoles: z.array(z.string()),
})

const logs = z.object({
  lines: z.array(
    z.object({
      timestamp: z.string().optional(),
      stream: z.string().optional(),
      line: z.string(),
    }),
  ),
})

/** Names every schema once, for one registry's kinds. */
export function makeSchemas(kinds: Kinds): Schemas {
  const registry = z.registry<{ id: string }>()
  const named = <Schema extends z.ZodType>(id: string, schema: Schema): Schema => {
    registry.add(schema, { id })
    return schema
  }
  named('ObjectMeta', metadata)
  named('Status', status)
  named('Condition', condition)
  const envelopes = new Map(
    [...kinds.values()].map((kind) => [
      kind.kind,
      named(
        kind.kind,
        z.object({
          apiVersion: z.literal('ar.dev/v1alpha1'),
          kind: z.literal(kind.kind),
          metadata,
          spec: named(`${kind.kind}Spec`, kind.spec),
          status: status.optional(),
        }),
      ),
    ]),
  )
  const envelope: Schemas['envelope'] = ({ kind }) => envelopes.get(kind) ?? z.unknown()
  const lists = new Map<string, z.ZodType>()
  for (const kind of kinds.values())
    lists.set(
      kind.kind,
      named(
        `${kind.kind}List`,
        z.object({ items: z.array(envelope(kind)), nextCursor: z.string().optional() }),
      ),
    )
  return {
    registry,
    envelope,
    list: ({ kind }) => lists.get(kind) ?? z.unknown(),
    applyResults: named('ApplyResults', z.object({ results: z.array(applyResult) })),
    logs: named('DeploymentLogs', logs),
    whoami: named('WhoAmI', whoami),
    problem: named('ErrorModel', problem),
  }
}
