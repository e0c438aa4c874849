import * as z from 'zod'

import { applyBatch, deleteBatch } from '../apply.ts'
import type { World } from '../world.ts'
import { type Route, queryFlag, route } from './route.ts'
import type { Schemas } from './schemas.ts'

const query = z.object({ dryRun: queryFlag })
const body = { contentType: 'application/yaml', schema: z.string(), text: true }

/** `/v0/apply`: YAML streams and single JSON documents, whatever content type they come with. */
export const applyRoutes = (world: World, schemas: Schemas): Route[] => [
  route({
    operationId: 'apply-batch',
    method: 'POST',
    path: '/v0/apply',
    summary: 'Apply a multi-doc YAML stream of v1alpha1 resources',
    query,
    body,
    answer: { schema: schemas.applyResults },
    handle: ({ query: { dryRun = false }, body: text, asker }) =>
      applyBatch(world, asker, text, dryRun),
  }),
  route({
    operationId: 'delete-batch',
    method: 'DELETE',
    path: '/v0/apply',
    summary: 'Delete v1alpha1 resources identified by a multi-doc YAML stream',
    query,
    body,
    answer: { schema: schemas.applyResults },
    handle: ({ query: { dryRun = false }, body: text, asker }) =>
      deleteBatch(world, asker, text, dryRun),
  }),
]
