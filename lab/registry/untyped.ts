/** Reads of values whose shape nobody has checked yet. */

/** A property of an object; undefined for anything that has none. */
export function property(value: unknown, key: string): unknown {
  const fields: Record<string, unknown> = typeof value === 'object' ? { ...value } : {}
  return fields[key]
}

/** The value where it is a text that says something, and otherwise the other. */
export const text = (value: unknown, otherwise: string): string =>
  typeof value === 'string' && value ? value : otherwise

export const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error)
