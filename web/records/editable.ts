import type { RegistryObject } from '#bff'

import { isFields } from './read.ts'

/** What the registry writes itself and would refuse or ignore in a document. */
const own = new Set(['uid', 'createdAt', 'updatedAt', 'deletionTimestamp', 'generation'])

/**
 * The part of a record that a person may change, with the values that were masked put back at their
 * paths (`spec.env.AWS_REGION`, `spec.remote.headers.0.value` or `headers[0]`).
 */
export function editable(
  { apiVersion, kind, metadata, spec }: RegistryObject,
  revealed: Readonly<Record<string, string>>,
): Record<string, unknown> {
  const copy: unknown = structuredClone({
    apiVersion,
    kind,
    metadata: Object.fromEntries(Object.entries(metadata).filter(([key]) => !own.has(key))),
    spec,
  })
  for (const [path, value] of Object.entries(revealed))
    put(copy, path.replaceAll(/\[(\d+)\]/g, '.$1').split('.'), value)
  return isFields(copy) ? copy : {}
}

/** Keys may hold dots themselves, so the longest key that is there wins. A path that leads nowhere is left. */
function put(inside: unknown, path: readonly string[], value: string): void {
  if (typeof inside !== 'object' || inside === null) return
  for (let taken = path.length; taken > 0; taken -= 1) {
    const key = path.slice(0, taken).join('.')
    if (!Object.hasOwn(inside, key)) continue
    if (taken === path.length) Reflect.set(inside, key, value)
    else put(Reflect.get(inside, key), path.slice(taken), value)
    return
  }
}

/** What stands in a masked place. */
export const mask = '••••'

/** The lines (from 1) of a text that hold the mask: applied as it is, it would become the value. */
export const maskedLines = (text: string): number[] =>
  text.split('\n').flatMap((line, index) => (line.includes(mask) ? [index + 1] : []))
