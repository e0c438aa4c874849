import { LRUCache } from 'lru-cache'

import type { RecordView } from '../../contract.ts'
import { namespaceOf, recordsAt, textAt, timeOf } from './envelope.ts'

/** Facet and value, one after the other; labels are facets of their own, `label team`. */
export type Facets = string[]

/** What the pages filter by. A row may have several values of one facet, and none. */
export function facetsOf(kind: string, row: RecordView): Facets {
  const { object, status, origin, target, runtime, tags } = row
  const { spec } = object
  const facets: Facets = []
  const add = (facet: string, value: string | undefined) => {
    if (value !== undefined) facets.push(facet, value)
  }
  add('status', status?.phase)
  add('origin', origin)
  add('type', runtime?.type)
  add('platform', runtime?.platform)
  add('region', runtime?.region)
  if (kind === 'deployments') add('runtime', runtime?.name)
  add('target', target?.name)
  add('kind', target?.kind)
  if (target) add('tag', target.tag)
  for (const tag of tags ?? []) add('tag', tag)
  add('provider', textAt(spec, 'modelProvider') ?? textAt(spec, 'provider'))
  add('model', textAt(spec, 'modelName') ?? textAt(spec, 'model'))
  add(
    'transport',
    textAt(spec, 'remote', 'type') ?? textAt(spec, 'source', 'package', 'transport', 'type'),
  )
  add('namespace', object.metadata.namespace)
  for (const [label, value] of Object.entries(object.metadata.labels ?? {}))
    add(groupOf(label), value)
  return facets
}

/** One text for each label, however many rows have it. */
function groupOf(label: string): string {
  const known = groups.get(label)
  if (known !== undefined) return known
  const group = `label ${label}`
  groups.set(label, group)
  return group
}

const groups = new LRUCache<string, string>({ max: 1_000 })

/** What search looks through, in lower case: never a value that is masked. */
export function searchTextOf({
  object,
  status,
  origin,
  target,
  runtime,
  tags,
}: RecordView): string {
  const { metadata, spec } = object
  const words = [
    metadata.name,
    namespaceOf(object),
    textAt(spec, 'title'),
    textAt(spec, 'description'),
    ...Object.entries(metadata.labels ?? {}).map(([label, value]) => `${label}=${value}`),
    textAt(spec, 'source', 'image'),
    textAt(spec, 'source', 'repository', 'url'),
    textAt(spec, 'source', 'package', 'origin', 'identifier'),
    textAt(spec, 'modelProvider'),
    textAt(spec, 'modelName'),
    textAt(spec, 'provider'),
    textAt(spec, 'model'),
    textAt(spec, 'remote', 'url'),
    textAt(spec, 'type'),
    ...recordsAt(spec, 'mcpServers').map((server) => textAt(server, 'name')),
    target && `${target.kind} ${target.name} ${target.tag}`,
    runtime &&
      `${runtime.name} ${runtime.type ?? ''} ${runtime.platform ?? ''} ${runtime.region ?? ''}`,
    status && `${status.words} ${status.reason ?? ''} ${status.message ?? ''}`,
    origin,
    tags?.join(' '),
  ]
  return words
    .filter((word) => word !== undefined)
    .join('\n')
    .toLowerCase()
}

type SortKey = string | number

/** Texts sort without case, numbers by size. */
export const sortKeys: Record<string, (row: RecordView) => SortKey> = {
  name: ({ object }) => object.metadata.name.toLowerCase(),
  created: ({ object }) => timeOf(object.metadata.createdAt),
  updated: ({ object }) => timeOf(object.metadata.updatedAt),
  status: ({ status }) => (status ? severity.indexOf(status.phase) : severity.length),
  origin: ({ origin }) => origin ?? '',
  target: ({ target }) => target?.name.toLowerCase() ?? '',
  runtime: ({ runtime }) => runtime?.name.toLowerCase() ?? '',
  type: ({ runtime }) => runtime?.type?.toLowerCase() ?? '',
  platform: ({ runtime }) => runtime?.platform?.toLowerCase() ?? '',
  region: ({ runtime }) => runtime?.region ?? '',
  instances: ({ instances }) => (instances ? instances.managed + instances.discovered : 0),
  deployments: ({ deployments }) => deployments ?? 0,
  provider: ({ object: { spec } }) =>
    textAt(spec, 'modelProvider') ?? textAt(spec, 'provider') ?? '',
  model: ({ object: { spec } }) => textAt(spec, 'modelName') ?? textAt(spec, 'model') ?? '',
  tag: ({ object, target }) => target?.tag ?? object.metadata.tag ?? '',
}

/** What wants somebody's attention comes first. */
const severity = ['failed', 'pending', 'terminating', 'deploying', 'undeployed', 'deployed']
