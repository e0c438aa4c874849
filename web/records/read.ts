import type { RegistryObject } from '#bff'

type Fields = Record<string, unknown>

/** Objects of a registry pass through untyped, so each reader asks what it finds. */
export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What stands at a path, such as `at(spec, 'source', 'image')`; undefined where the path ends early. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, key) => (isFields(inner) ? inner[key] : undefined), value)
}

/** The text at a path, or undefined where there is none or it is empty. */
export function textAt(value: unknown, ...path: readonly string[]): string | undefined {
  const found = at(value, ...path)
  return typeof found === 'string' && found !== '' ? found : undefined
}

/** The objects of a list at a path. */
export function listAt(value: unknown, ...path: readonly string[]): Fields[] {
  const found = at(value, ...path)
  return Array.isArray(found) ? found.filter(isFields) : []
}

/** The text values of a map at a path, in the order of the document. */
export function mapAt(value: unknown, ...path: readonly string[]): [string, string][] {
  const found = at(value, ...path)
  return isFields(found) ? Object.entries(found).map(([key, each]) => [key, String(each)]) : []
}

/** A reference to another record; a blank tag means the literal `latest` (ar.dev/v1alpha1). */
export interface Reference {
  kind: string
  name: string
  tag: string
}

/** A ResourceRef of the registry's API, whose kind may be implied by the field that holds it. */
export function referenceAt(
  value: unknown,
  kind: string,
  ...path: readonly string[]
): Reference | undefined {
  const found = at(value, ...path)
  const name = textAt(found, 'name')
  if (name === undefined) return undefined
  return { kind: textAt(found, 'kind') ?? kind, name, tag: textAt(found, 'tag') ?? 'latest' }
}

/** The title where there is one, and what the record says of itself. */
export const descriptionOf = ({ spec }: RegistryObject): string | undefined =>
  textAt(spec, 'description')

/** The container image or the package that a record runs from. */
export const imageOf = ({ spec }: RegistryObject): string | undefined =>
  textAt(spec, 'source', 'image') ?? textAt(spec, 'source', 'package', 'origin', 'identifier')
