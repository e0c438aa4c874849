import type { ResourceRef } from './kinds/fields.ts'
import type { NamedRef } from './kinds/kind.ts'
import { type Row, latestTag } from './row.ts'
import type { World } from './world.ts'

/** The words of agentregistry 84f7a5e9 (ErrDanglingRef). */
export const dangling = 'referenced resource not found'

/** The row that a reference means, seen from a row of that namespace. */
export function resolve(
  { store, kinds }: Pick<World, 'store' | 'kinds'>,
  namespace: string,
  ref: ResourceRef,
): Row | undefined {
  const kind = kinds.get(ref.kind)
  if (!kind) return undefined
  return store.get({
    kind: ref.kind,
    namespace: ref.namespace ?? namespace,
    name: ref.name,
    tag: kind.tagged ? (ref.tag ?? latestTag) : '',
  })
}

/** What is wrong with the references of a document; undefined when all of them resolve. */
export function danglingRefs(
  world: Pick<World, 'store' | 'kinds'>,
  namespace: string,
  refs: NamedRef[],
): string | undefined {
  const faults = refs
    .filter(({ ref }) => !resolve(world, namespace, ref))
    .map(({ path }) => `${path}: ${dangling}`)
  return faults.length ? faults.join('; ') : undefined
}
