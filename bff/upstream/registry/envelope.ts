import type { RegistryObject } from '../../contract.ts'
import { isRecord } from '../wire.ts'

/** The namespace that AgentRegistry leaves out of metadata (84f7a5e9). */
export const defaultNamespace = 'default'
/** A literal tag, not "the newest"; what a reference without a tag means (agentregistry#482). */
export const latestTag = 'latest'

/** Anything with a name in its metadata, whatever its kind and its other fields; null for the rest. */
export function objectOf(value: unknown): RegistryObject | null {
  if (!isRecord(value) || !isRecord(value['metadata'])) return null
  if (typeof value['metadata']['name'] !== 'string') return null
  const whole = isRecord(value['spec']) ? value : { ...value, spec: {} }
  return whole as unknown as RegistryObject // the fields that are used were just looked at
}

export const namespaceOf = ({ metadata }: RegistryObject): string =>
  metadata.namespace ?? defaultNamespace

/** What tells records of one kind apart. */
export const keyOf = (object: RegistryObject): string =>
  `${namespaceOf(object)}/${object.metadata.name}/${object.metadata.tag ?? ''}`

export const isTerminating = ({ metadata }: RegistryObject): boolean =>
  metadata.deletionTimestamp !== undefined

/**
 * Milliseconds since the epoch, 0 for a time that is not told. Go leaves the zeros at the end of a fraction
 * out (`time.RFC3339Nano`), so the texts themselves do not sort as the times do.
 */
export const timeOf = (text: string | undefined): number =>
  text === undefined ? 0 : Date.parse(text) || 0

/** The value at a path of keys, whatever it is; undefined where the path ends early. */
export function valueAt(value: unknown, ...path: string[]): unknown {
  let at = value
  for (const key of path) at = isRecord(at) ? at[key] : undefined
  return at
}

/** The text at a path; empty texts count as none, as Go writes them. */
export function textAt(value: unknown, ...path: string[]): string | undefined {
  const found = valueAt(value, ...path)
  return typeof found === 'string' && found !== '' ? found : undefined
}

/** The records in the list at a path. */
export function recordsAt(value: unknown, ...path: string[]): Record<string, unknown>[] {
  const found = valueAt(value, ...path)
  return Array.isArray(found) ? found.filter(isRecord) : []
}
