import { readDocument } from './document.ts'
import type { Kind } from './kind.ts'
import { DecodeError } from './refusal.ts'

/**
 * The document with numbers and booleans as text wherever its kind asks for text: YAML has `tag: 2.0`
 * for a number, and the product's decoder turns it back (sigs.k8s.io/yaml, convertToJSONableObject).
 * @throws DecodeError for values that no conversion helps
 */
export function withTextScalars(
  kind: Kind,
  document: Record<string, unknown>,
): Record<string, unknown> {
  const copy = structuredClone(document)
  try {
    readDocument(kind, copy)
  } catch (error) {
    if (!(error instanceof DecodeError)) return copy
    let changed = false
    for (const { path, input, expected } of error.mistyped)
      if (expected === 'string' && ['number', 'boolean'].includes(typeof input))
        changed = assign(copy, path, String(input)) || changed
    if (!changed) throw error
    return withTextScalars(kind, copy)
  }
  return copy
}

function assign(
  root: Record<string, unknown>,
  path: readonly PropertyKey[],
  value: string,
): boolean {
  const last = path.at(-1)
  let at: unknown = root
  for (const part of path.slice(0, -1)) at = entry(at, part)
  return last !== undefined && typeof at === 'object' && at !== null && Reflect.set(at, last, value)
}

const entry = (value: unknown, key: PropertyKey): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
