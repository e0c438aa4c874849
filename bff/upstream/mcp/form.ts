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
  const { valid, errors } = new Validator(known(schema), '2020-12').validate(values)
  if (valid) return null
  const worst = errors.at(-1)
  const field = worst?.instanceLocation.replace(/^#\/?/, '') ?? ''
  return `${field === '' ? 'The form' : field}: ${worst?.error ?? 'not as the schema wants it.'}`
}

function known(schema: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(schema).filter(([name]) => keywords.has(name))
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

const inner = (value: unknown): unknown => (isRecord(value) ? known(value) : value)
