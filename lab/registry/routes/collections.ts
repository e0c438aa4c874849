import * as z from 'zod'

import { find, list, listTags } from '../catalog.ts'
import type { Kind } from '../kinds/kind.ts'
import { notFound } from '../problem.ts'
import { removalAction, remove } from '../remove.ts'
import { defaultNamespace, toEnvelope } from '../row.ts'
import { requireAllowed, scopeOf } from '../scope.ts'
import type { World } from '../world.ts'
import { putRoute } from './put.ts'
import { type Route, queryFlag, queryInteger, route } from './route.ts'
import type { Schemas } from './schemas.ts'

const inNamespace = z.object({ namespace: z.string().optional() })

const listQuery = inNamespace.extend({
  limit: queryInteger,
  cursor: z.string().optional(),
  labels: z.string().optional(),
  tag: z.string().optional(),
  latestOnly: queryFlag,
  includeTerminating: queryFlag,
})
const listQueryWithOrigin = listQuery.extend({ origin: z.string().optional() })

/** The routes that one kind has: tagged kinds are read and deleted per tag, the others put by name. */
export function collectionRoutes(world: World, kind: Kind, schemas: Schemas): Route[] {
  const { kind: name, plural } = kind
  const collection = `/v0/${plural}`
  const item = `${collection}/{name}`
  const lower = name.toLowerCase()
  const schema = schemas.envelope(kind)
  const shared = [
    route({
      operationId: `list-${plural}`,
      method: 'GET',
      path: collection,
      summary: `List ${name} (scoped by ?namespace)`,
      query: name === 'Deployment' ? listQueryWithOrigin : listQuery,
      answer: { schema: schemas.list(kind) },
      handle: ({ query, asker }) => list(world, asker, kind, query),
    }),
    route({
      operationId: `get-latest-${lower}`,
      method: 'GET',
      path: item,
      summary: `Get the latest ${name}`,
      query: inNamespace,
      answer: { schema },
      handle: ({ query, params, asker }) => {
        const row = find(world, asker, kind, at(query, params))
        return toEnvelope(row, world.statusShape)
      },
    }),
  ]
  return kind.tagged
    ? [...shared, ...taggedRoutes(world, kind, schemas)]
    : [...shared, putRoute(world, kind, schema), deleteRoute(world, kind, item)]
}

/** The identity that a path and its query name. */
export const at = (
  { namespace }: { namespace?: string | undefined },
  { name = '', tag }: Record<string, string>,
) => ({ namespace: namespace || defaultNamespace, name, ...(tag !== undefined && { tag }) })

function taggedRoutes(world: World, kind: Kind, schemas: Schemas): Route[] {
  const item = `/v0/${kind.plural}/{name}`
  const lower = kind.kind.toLowerCase()
  return [
    // Before `{tag}`: a tag cannot be called "tags".
    route({
      operationId: `list-tags-${lower}`,
      method: 'GET',
      path: `${item}/tags`,
      summary: `List all tags of a ${kind.kind}`,
      query: inNamespace,
      answer: { schema: schemas.list(kind) },
      handle: ({ query, params, asker }) => listTags(world, asker, kind, at(query, params)),
    }),
    route({
      operationId: `get-${lower}`,
      method: 'GET',
      path: `${item}/{tag}`,
      summary: `Get a ${kind.kind} by name and tag`,
      query: inNamespace,
      answer: { schema: schemas.envelope(kind) },
      handle: ({ query, params, asker }) => {
        const row = find(world, asker, kind, at(query, params))
        return toEnvelope(row, world.statusShape)
      },
    }),
    deleteRoute(world, kind, `${item}/{tag}`),
  ]
}

function deleteRoute(world: World, kind: Kind, path: string): Route {
  return route({
    operationId: `delete-${kind.kind.toLowerCase()}`,
    method: 'DELETE',
    path,
    summary: `Delete a ${kind.kind}`,
    query: inNamespace,
    answer: { status: 204 },
    handle: ({ query, params, asker }) => {
      const { namespace, name, tag } = at(query, params)
      const row = world.store.get({ kind: kind.kind, namespace, name, tag: tag ?? '' })
      if (row || kind.kind !== 'Deployment')
        requireAllowed(asker, removalAction(kind), row?.scope ?? scopeOf(kind, name, {}))
      if (!row) throw notFound(kind.kind, namespace, name, tag)
      remove(world, row)
      return undefined
    },
  })
}
