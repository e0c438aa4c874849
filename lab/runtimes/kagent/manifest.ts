import * as z from 'zod'

import { ApiError } from './reply.ts'

const env = z.array(z.looseObject({ name: z.string(), value: z.string().optional() })).optional()
const deployment = z.looseObject({ image: z.string().optional(), env }).optional()

/** The resource `Agent` of kagent.dev/v1alpha2, as far as the controller of the lab reads it. */
const agentManifest = z.looseObject({
  apiVersion: z.literal('kagent.dev/v1alpha2').default('kagent.dev/v1alpha2'),
  kind: z.literal('Agent').default('Agent'),
  metadata: z.looseObject({
    // A DNS label, as Kubernetes asks of what becomes the name of a service.
    name: z.string().regex(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/),
    namespace: z.string().default('kagent'),
    labels: z.record(z.string(), z.string()).optional(),
    annotations: z.record(z.string(), z.string()).optional(),
  }),
  spec: z.looseObject({
    type: z.enum(['BYO', 'Declarative']).default('Declarative'),
    description: z.string().default(''),
    byo: z.looseObject({ deployment }).optional(),
    declarative: z.looseObject({ deployment, stream: z.boolean().optional() }).optional(),
  }),
})

export type AgentManifest = z.output<typeof agentManifest>

/** @throws ApiError 400 that names what is wrong with it */
export function readManifest(body: unknown): AgentManifest {
  const read = agentManifest.safeParse(body)
  if (read.success) return read.data
  const [first] = read.error.issues
  throw new ApiError(400, `Invalid request body: ${first?.path.join('.')}: ${first?.message}`)
}

const deploymentOf = ({ spec }: AgentManifest) =>
  (spec.type === 'BYO' ? spec.byo : spec.declarative)?.deployment

export const envOf = (manifest: AgentManifest): Record<string, string> =>
  Object.fromEntries(
    (deploymentOf(manifest)?.env ?? []).map(({ name, value }) => [name, value ?? '']),
  )

export const imageOf = (manifest: AgentManifest): string | undefined =>
  deploymentOf(manifest)?.image

/** Text as deltas too: a field of declarative agents, a variable for those that bring their own image. */
export const streams = (manifest: AgentManifest): boolean =>
  manifest.spec.declarative?.stream === true || envOf(manifest)['KAGENT_STREAM'] === 'true'

/** `kagent/my-agent` → `kagent__NS__my_agent`: the id that kagent gives an agent (0.10). */
export const agentId = (namespace: string, name: string): string =>
  `${namespace}/${name}`.replaceAll('-', '_').replace('/', '__NS__')
