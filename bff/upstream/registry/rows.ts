import type { RecordView, RegistryObject } from '../../contract.ts'
import { isTerminating, keyOf, latestTag, namespaceOf, textAt, timeOf } from './envelope.ts'
import { factsOf } from './kinds.ts'
import { described, runtimeOf } from './runtime.ts'
import { statusOf } from './status.ts'

/** What a persona may see of the kinds that rows are joined with; empty where it may see nothing. */
export interface Surroundings {
  deployments: readonly RegistryObject[]
  runtimes: readonly RegistryObject[]
}

const annotations = 'agentregistry.solo.io'

/** Made by the registry, or found on a runtime (annotations of Enterprise 2026.6). */
export const originOf = ({ metadata }: RegistryObject): 'managed' | 'discovered' =>
  metadata.annotations?.[`${annotations}/origin`] === 'discovered' ? 'discovered' : 'managed'

/** Where a named record is looked up: `Kind namespace/name`. */
const placeOf = (kind: string, namespace: string, name: string) => `${kind} ${namespace}/${name}`

/** The rows of one kind: one for each name, whatever its number of tags. Objects are not copied. */
export function rowsOf(
  kind: string,
  objects: readonly RegistryObject[],
  around: Surroundings,
): RecordView[] {
  if (kind === 'deployments') {
    const runtimes = new Map(around.runtimes.map((runtime) => [keyOf(runtime), runtime]))
    return objects.map((object) => deploymentRow(object, runtimes))
  }
  const uses = usesOf(around.deployments)
  if (kind === 'runtimes') return objects.map((object) => runtimeRow(object, uses))
  if (factsOf(kind).tagged) return contentRows(objects, uses)
  return objects.map((object) => ({ object }))
}

function deploymentRow(object: RegistryObject, runtimes: Map<string, RegistryObject>): RecordView {
  const { spec, metadata } = object
  const kind = textAt(spec, 'targetRef', 'kind') ?? 'Agent'
  const name = textAt(spec, 'targetRef', 'name')
  const tag = textAt(spec, 'targetRef', 'tag') ?? latestTag
  const runtime = textAt(spec, 'runtimeRef', 'name')
  const namespace = textAt(spec, 'runtimeRef', 'namespace') ?? namespaceOf(object)
  const known = runtimes.get(`${namespace}/${runtime}/`)
  const type = metadata.annotations?.[`${annotations}/discovered-runtime-type`]
  return {
    object,
    status: statusOf(object),
    origin: originOf(object),
    ...(name === undefined ? {} : { target: { kind, name, tag } }),
    ...(runtime === undefined
      ? {}
      : { runtime: known ? runtimeOf(runtime, known) : described(runtime, type) }),
  }
}

function runtimeRow(object: RegistryObject, uses: Uses): RecordView {
  const { name } = object.metadata
  const found = uses.get(placeOf('Runtime', namespaceOf(object), name))
  return {
    object,
    status: statusOf(object),
    runtime: runtimeOf(name, object),
    instances: { managed: found?.managed ?? 0, discovered: found?.discovered ?? 0 },
  }
}

/** All tags of a name become one row, which shows `latest` or, without that, what was changed last. */
function contentRows(objects: readonly RegistryObject[], uses: Uses): RecordView[] {
  const byName = new Map<string, RegistryObject[]>()
  for (const object of objects) {
    const name = `${namespaceOf(object)}/${object.metadata.name}`
    const tags = byName.get(name)
    if (tags) tags.push(object)
    else byName.set(name, [object])
  }
  return [...byName.values()].map((all) => contentRow(all, uses))
}

function contentRow(all: RegistryObject[], uses: Uses): RecordView {
  const sorted = all.toSorted(newestFirst)
  const [object = all[0]] = sorted
  if (object === undefined) throw new Error('a name without a record')
  const found = uses.get(placeOf(object.kind, namespaceOf(object), object.metadata.name))
  return {
    object,
    deployments: (found?.managed ?? 0) + (found?.discovered ?? 0),
    tags: sorted.flatMap(({ metadata }) => metadata.tag ?? []),
  }
}

/** Tags as people count them: 1.9.0 before 1.10.0. */
const counted = new Intl.Collator('en', { numeric: true })

/** The literal tag first, then what was changed last; of tags that were changed together the highest. */
const newestFirst = ({ metadata: a }: RegistryObject, { metadata: b }: RegistryObject): number =>
  Number(b.tag === latestTag) - Number(a.tag === latestTag) ||
  timeOf(b.updatedAt) - timeOf(a.updatedAt) ||
  counted.compare(b.tag ?? '', a.tag ?? '')

type Uses = Map<string, { managed: number; discovered: number }>

/** How many deployments name each runtime and each target; those that are being deleted are left out. */
function usesOf(deployments: readonly RegistryObject[]): Uses {
  const uses: Uses = new Map()
  for (const object of deployments) {
    if (isTerminating(object)) continue
    const origin = originOf(object)
    for (const [field, usual] of refFields) {
      const name = textAt(object.spec, field, 'name')
      if (name === undefined) continue
      const kind = textAt(object.spec, field, 'kind') ?? usual
      const namespace = textAt(object.spec, field, 'namespace') ?? namespaceOf(object)
      const place = placeOf(kind, namespace, name)
      const count = uses.get(place) ?? { managed: 0, discovered: 0 }
      count[origin] += 1
      uses.set(place, count)
    }
  }
  return uses
}

const refFields = [
  ['targetRef', 'Agent'],
  ['runtimeRef', 'Runtime'],
  ['modelRef', 'Model'],
] as const
