import { decodeCursor, encodeCursor } from './cursor.ts'
import type { Kind } from './kinds/kind.ts'
import { Problem, notFound } from './problem.ts'
import {
  type Envelope,
  type Identity,
  type Row,
  defaultNamespace,
  latestTag,
  toEnvelope,
} from './row.ts'
import { readableScopes, requireAllowed, scopeOf } from './scope.ts'
import type { Filter } from './store.ts'
import type { Asker, World } from './world.ts'

export interface ListQuery {
  namespace?: string | undefined
  limit?: number | undefined
  cursor?: string | undefined
  labels?: string | undefined
  tag?: string | undefined
  latestOnly?: boolean | undefined
  includeTerminating?: boolean | undefined
  origin?: string | undefined
}

export interface Page {
  items: Envelope[]
  nextCursor?: string
}

const defaultLimit = 50

/**
 * One page of what the asker may read; rows that they may not are left out without a word.
 * @throws Problem 400 for a cursor, selector or origin that makes no sense; 403 for admin kinds
 */
export function list(world: World, asker: Asker, kind: Kind, query: ListQuery): Page {
  const { namespace = defaultNamespace, cursor, labels, origin } = query
  const readable: Filter['readable'] = readableScopes(asker, kind)
  const limit = query.limit && query.limit > 0 ? query.limit : defaultLimit
  const tag = kind.tagged ? (query.latestOnly ? latestTag : query.tag) : undefined
  const rows = world.store.list(kind.kind, {
    ...(namespace !== 'all' && { namespace: namespace || defaultNamespace }),
    ...(labels && { labels: parseSelector(labels) }),
    ...(tag && { tag }),
    ...(origin && { origin: parseOrigin(origin) }),
    ...(cursor && { after: decodeCursor(cursor) }),
    ...(readable && { readable }),
    includeTerminating: query.includeTerminating ?? false,
    limit: limit + 1, // one more than asked tells whether there is a next page
  })
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    items: page.map((row) => toEnvelope(row, world.statusShape)),
    ...(rows.length > limit && last && { nextCursor: encodeCursor(last) }),
  }
}

function parseOrigin(origin: string): 'managed' | 'discovered' {
  if (origin === 'managed' || origin === 'discovered') return origin
  throw new Problem(400, 'invalid origin filter: expected managed or discovered')
}

/** `k=v,k2=v2`; a value may hold `=` and no comma. */
function parseSelector(selector: string): Record<string, string> {
  const pairs = selector
    .split(',')
    .map((pair) => pair.trim())
    .filter(Boolean)
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=')
      if (at <= 0)
        throw new Problem(
          400,
          `invalid labels selector: label ${JSON.stringify(pair)} must be key=value`,
        )
      return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()]
    }),
  )
}

/**
 * A row by name. Permission is asked before the row: who may not read it does not learn whether it is there.
 * @throws Problem 403 or 404
 */
export function find(
  world: World,
  asker: Asker,
  kind: Kind,
  at: Pick<Identity, 'namespace' | 'name'> & { tag?: string },
): Row {
  const { namespace, name, tag } = at
  const row = world.store.get({
    kind: kind.kind,
    namespace,
    name,
    tag: kind.tagged ? (tag ?? latestTag) : '',
  })
  if (kind.kind === 'Deployment' && !row) requireAnyReadable(asker, kind)
  else requireAllowed(asker, 'registry:read', row?.scope ?? scopeOf(kind, name, {}))
  if (!row) throw notFound(kind.kind, namespace, name, tag)
  return row
}

/** A Deployment that is not there has no target to ask about; whoever sees none at all is told 403. */
function requireAnyReadable(asker: Asker, kind: Kind): void {
  const scopes = Object.values(readableScopes(asker, kind) ?? {})
  if (scopes.every((names) => names.length === 0)) throw new Problem(403, 'forbidden')
}

/** Every tag of a name, unpaged. */
export function listTags(
  world: World,
  asker: Asker,
  kind: Kind,
  { namespace, name }: Pick<Identity, 'namespace' | 'name'>,
): Page {
  requireAllowed(asker, 'registry:read', scopeOf(kind, name, {}))
  const rows = world.store.tags(kind.kind, namespace, name)
  return { items: rows.map((row) => toEnvelope(row, world.statusShape)) }
}
