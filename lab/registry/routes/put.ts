import * as z from 'zod'

import type { Kind } from '../kinds/kind.ts'
import { Problem } from '../problem.ts'
import { apiVersion, defaultNamespace, toEnvelope } from '../row.ts'
import { adminWords } from '../scope.ts'
import type { World } from '../world.ts'
import { Refusal, terminatingWords, write } from '../write.ts'
import { type Route, route } from './route.ts'

const envelope = z.looseObject({
  apiVersion: z.string().optional(),
  kind: z.string().optional(),
  metadata: z
    .looseObject({ name: z.string().optional(), namespace: z.string().optional() })
    .optional(),
})

/** PUT of a mutable kind: the whole envelope, created or replaced. */
export function putRoute(world: World, kind: Kind, documented: z.ZodType): Route {
  const put = route({
    operationId: `apply-${kind.kind.toLowerCase()}`,
    method: 'PUT',
    path: `/v0/${kind.plural}/{name}`,
    summary: `Apply a ${kind.kind} (idempotent upsert)`,
    query: z.object({ namespace: z.string().optional() }),
    body: { schema: envelope },
    answer: { schema: documented },
    handle: ({ query, params, body, asker }) => {
      const namespace = query.namespace || defaultNamespace
      const document = addressed(kind, body, namespace, params['name'] ?? '')
      try {
        return toEnvelope(write(world, asker, kind, document, false).row, world.statusShape)
      } catch (error) {
        throw error instanceof Refusal ? toProblem(kind, error) : error
      }
    },
  })
  // Read loosely, because faults have the product's own words; told in full, because clients generate from it.
  return { ...put, body: { contentType: 'application/json', schema: documented } }
}

/** The document under the name and namespace of its URL, with which it must not disagree. */
function addressed(
  { kind }: Kind,
  body: z.output<typeof envelope>,
  namespace: string,
  name: string,
): Record<string, unknown> {
  const { metadata } = body
  if (body.apiVersion && body.apiVersion !== apiVersion)
    throw new Problem(
      400,
      `apiVersion ${JSON.stringify(body.apiVersion)} is not supported; expected "${apiVersion}"`,
    )
  if (body.kind && body.kind !== kind)
    throw new Problem(
      400,
      `kind ${JSON.stringify(body.kind)} does not match endpoint kind ${JSON.stringify(kind)}`,
    )
  if (metadata?.namespace && metadata.namespace !== namespace)
    throw new Problem(400, 'metadata.namespace does not match ?namespace=')
  if (metadata?.name && metadata.name !== name)
    throw new Problem(400, 'metadata.name does not match path')
  return { ...body, metadata: { ...metadata, namespace, name } }
}

function toProblem({ kind }: Kind, refusal: Refusal): Problem {
  const { stage, message, details } = refusal
  if (stage === 'decode') return new Problem(422, 'validation failed', details)
  if (stage === 'forbidden') return new Problem(403, message === adminWords ? message : 'forbidden')
  if (stage === 'terminating') return new Problem(409, terminatingWords(kind, refusal))
  // Its own check writes the stage in front, because only that check knows it.
  return new Problem(400, stage === 'registries' ? message : `${stage}: ${message}`)
}
