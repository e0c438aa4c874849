import type { RegistryObject } from '../../contract.ts'
import { keyOf } from './envelope.ts'

/** Names of the records that are new, gone or in any way different, each once. */
export function changedNames(
  before: readonly RegistryObject[],
  after: readonly RegistryObject[],
): string[] {
  const names = new Set<string>()
  const known = new Map(before.map((object) => [keyOf(object), object]))
  for (const object of after) {
    const key = keyOf(object)
    const old = known.get(key)
    known.delete(key)
    if (old === undefined || differs(old, object)) names.add(object.metadata.name)
  }
  for (const { metadata } of known.values()) names.add(metadata.name)
  return [...names]
}

/** Objects of a page that did not change are the same objects. The wire keeps the order of fields. */
const differs = (a: RegistryObject, b: RegistryObject): boolean =>
  a !== b && JSON.stringify(a) !== JSON.stringify(b)
