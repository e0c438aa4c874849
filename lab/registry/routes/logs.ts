import * as z from 'zod'

import { find } from '../catalog.ts'
import { Problem } from '../problem.ts'
import { forAdapter, resolveAll } from '../reconcile/step.ts'
import { messageOf } from '../untyped.ts'
import type { World } from '../world.ts'
import { at } from './collections.ts'
import { type Route, queryFlag, queryInteger, route } from './route.ts'
import type { Schemas } from './schemas.ts'

/** Also what `tailLines=0` means (agentregistry 84f7a5e9). */
const maxLines = 10_000

/** The workload's own output. In the open-source document this route is missing, though it exists. */
export const logsRoute = (world: World, schemas: Schemas): Route =>
  route({
    operationId: 'get-deployment-logs',
    method: 'GET',
    path: '/v0/deployments/{name}/logs',
    summary: "Return log lines of a deployment's runtime workload",
    documented: world.edition === 'enterprise',
    query: z.object({
      namespace: z.string().optional(),
      tailLines: queryInteger,
      follow: queryFlag,
    }),
    answer: { schema: schemas.logs },
    handle: async ({ query, params, asker }) => {
      if (query.follow)
        throw new Problem(
          400,
          'follow=true is not supported on this endpoint; the streaming SSE variant is tracked as a follow-up',
        )
      const kind = world.kinds.get('Deployment')
      if (!kind) throw new Error('every edition has deployments')
      const row = find(world, asker, kind, at(query, params))
      const { target, runtime, adapter } = resolveAll(world, row)
      const tail = query.tailLines ?? 0
      if (!runtime || !adapter) throw new Problem(502, 'adapter logs: runtimeRef is not available')
      try {
        const lines = await adapter.logs(
          forAdapter(row, target, runtime),
          tail <= 0 || tail > maxLines ? maxLines : tail,
        )
        return { lines }
      } catch (error) {
        throw new Problem(502, `adapter logs: ${messageOf(error)}`)
      }
    },
  })
