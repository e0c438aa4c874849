import { type Arguments, isObject } from './argumentsText.ts'

type Schema = Record<string, unknown>

// A recursive schema that requires itself has no finite value; four levels show that it was tried.
const deepest = 4

const samples: Record<string, string> = {
  date: '2026-01-01',
  'date-time': '2026-01-01T00:00:00Z',
  time: '00:00:00Z',
  email: 'someone@example.test',
  uri: 'https://example.test/',
  uuid: '00000000-0000-4000-8000-000000000000',
}

/** Follows `$ref` into the root's own definitions; anything else stays as it is. */
function resolve(schema: unknown, root: Schema): Schema {
  let here: unknown = schema
  for (let hops = 0; hops < 8; hops += 1) {
    if (!isObject(here)) return {}
    const { $ref } = here
    if (typeof $ref !== 'string' || !$ref.startsWith('#')) return here
    const parts = $ref.split('/').slice(1).map(decodeURIComponent)
    here = parts.reduce<unknown>((at, part) => {
      const name = part.replaceAll('~1', '/').replaceAll('~0', '~')
      return isObject(at) ? at[name] : undefined
    }, root)
  }
  return {}
}

const numberOf = (value: unknown, otherwise: number) =>
  typeof value === 'number' ? value : otherwise

function sampleText(schema: Schema): string {
  const format = typeof schema.format === 'string' ? samples[schema.format] : undefined
  if (format !== undefined) return format
  const text = 'example'.slice(0, numberOf(schema.maxLength, Infinity))
  return text.padEnd(numberOf(schema.minLength, 0), 'x')
}

function sampleNumber(schema: Schema): number {
  const step = numberOf(schema.multipleOf, 1)
  const above = numberOf(schema.exclusiveMinimum, -Infinity)
  const least = Math.max(numberOf(schema.minimum, -Infinity), above)
  const most = Math.min(
    numberOf(schema.maximum, Infinity),
    numberOf(schema.exclusiveMaximum, Infinity),
  )
  const from = Number.isFinite(least) ? Math.ceil(least / step) * step : Math.min(step, most)
  return from === above ? from + step : from
}

const preferred = (schema: Schema): unknown => {
  const examples = Array.isArray(schema.examples) ? schema.examples : []
  const options = Array.isArray(schema.enum) ? schema.enum : []
  return schema.default ?? schema.const ?? options[0] ?? examples[0]
}

function sample(raw: unknown, root: Schema, depth: number): unknown {
  const schema = resolve(raw, root)
  const given = preferred(schema)
  if (given !== undefined) return given
  const branches = [schema.anyOf, schema.oneOf].find(Array.isArray)
  if (branches?.length)
    return sample({ ...schema, ...resolve(branches[0], root), ...noUnions }, root, depth)
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type
  switch (type ?? (isObject(schema.properties) ? 'object' : undefined)) {
    case 'object':
      return depth < deepest ? sampleObject(schema, root, depth) : {}
    case 'array': {
      const length = depth < deepest ? numberOf(schema.minItems, 0) : 0
      return Array.from({ length }, () => sample(schema.items, root, depth + 1))
    }
    case 'integer':
    case 'number':
      return sampleNumber(schema)
    case 'boolean':
      return false
    case 'null':
      return null
    default:
      return sampleText(schema)
  }
}

const noUnions = { anyOf: undefined, oneOf: undefined }

function sampleObject(schema: Schema, root: Schema, depth: number): Arguments {
  const properties = isObject(schema.properties) ? schema.properties : {}
  const required = Array.isArray(schema.required) ? schema.required : []
  const names = required.filter((name): name is string => typeof name === 'string')
  return Object.fromEntries(
    names.map((name) => [name, sample(properties[name] ?? {}, root, depth + 1)]),
  )
}

/**
 * The smallest arguments that a schema accepts, for a call whose answer matters less than its
 * verdict: required members only, each its default, its constant, its first enum value, its first
 * example, or the least value of its type. A `pattern` cannot be met this way.
 */
export function dryArguments(inputSchema: Schema): Arguments {
  return sampleObject(resolve(inputSchema, inputSchema), inputSchema, 0)
}

/** The defaults that a schema names for its members: what a form starts with. */
export function defaultArguments(inputSchema: Schema): Arguments {
  const { properties } = resolve(inputSchema, inputSchema)
  if (!isObject(properties)) return {}
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, schema]) => {
      const { default: given } = resolve(schema, inputSchema)
      return given === undefined ? [] : [[name, given]]
    }),
  )
}
