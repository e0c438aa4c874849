import { Validator } from '@cfworker/json-schema'

import { isRecord } from '../wire.ts'

/**
 * What the schema of an elicitation may say (MCP 2025-11-25: flat objects of primitives and choices). A
 * server's `pattern` is not among it, and would be run here.
 */
const keywords = new Set([
  'type',
  'properties',
  'required',
  'enum',
  'const',
  'oneOf',
  'anyOf',
  'items',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'minItems',
  'maxItems',
  'format',
])

/** What is wrong with the values of a form, as a sentence that names the field; null where nothing is. */
export function wrongIn(schema: Record<string, unknown>, values: Record<string, unknown>) {
  const properties = isRecord(schema['properties']) ? schema['properties'] : {}
  const stranger = Object.keys(values).find((name) => !Object.hasOwn(properties, name))
  if (stranger !== undefined) return `The form has no field "${stranger}".`
  const worst = errorsIn(
    only(schema, (name) => keywords.has(name)),
    values,
  ).at(-1)
  if (worst === undefined) return null
  const field = worst.instanceLocation.replace(/^#\/?/, '')
  return `${field === '' ? 'The form' : field}: ${worst.error}`
}

/** None where the schema is none: whoever asked in this way has to make sense of the values. */
function errorsIn(schema: Record<string, unknown>, values: Record<string, unknown>) {
  try {
    return new Validator(schema, '2020-12').validate(values).errors
  } catch {
    return []
  }
}

/** Run where the form is filled in, a server's expression could stall the page of whoever is asked. */
const expressions = new Set(['pattern', 'patternProperties'])

/** The schema as it may be shown: with titles and defaults, and without expressions. */
export const shownSchema = (schema: Record<string, unknown>): Record<string, unknown> =>
  only(schema, (name) => !expressions.has(name))

function only(
  schema: Record<string, unknown>,
  keep: (keyword: string) => boolean,
): Record<string, unknown> {
  const inner = (value: unknown): unknown => (isRecord(value) ? only(value, keep) : value)
  const entries = Object.entries(schema).filter(([name]) => keep(name))
  return Object.fromEntries(
    entries.map(([name, value]): [string, unknown] => {
      if (name === 'properties' && isRecord(value))
        return [
          name,
          Object.fromEntries(Object.entries(value).map(([key, one]) => [key, inner(one)])),
        ]
      if (name === 'oneOf' || name === 'anyOf')
        return [name, Array.isArray(value) ? value.map(inner) : []]
      return [name, name === 'items' ? inner(value) : value]
    }),
  )
}
