/**
 * JSON to CEL values: whole numbers become BigInt, CEL's `int`. A JavaScript number is a `double`
 * there, and `jwt.level + 1` would find no overload. Everything else keeps its shape.
 */
export function toCel(value: unknown): unknown {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : value
  if (Array.isArray(value)) return value.map(toCel)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toCel(item)]))
}

/** The name of a value's type as CEL and people call it: `string`, `list`, `map`, `int`. */
export function typeName(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'list'
  switch (typeof value) {
    case 'bigint':
      return 'int'
    case 'number':
      return Number.isSafeInteger(value) ? 'int' : 'double'
    case 'boolean':
      return 'bool'
    case 'object':
      return 'map'
    default:
      return typeof value
  }
}
