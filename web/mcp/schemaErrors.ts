import { Validator, type OutputUnit, type SchemaDraft } from '@cfworker/json-schema'

import { withTamePatterns } from './tamePatterns.ts'

/** One thing that is wrong with a value. `path` is empty for the value as a whole. */
export interface SchemaError {
  path: string[]
  keyword: string
  /** What is wrong, to be read after the field's name: "is required". */
  message: string
}

export type SchemaCheck =
  | { checked: true; errors: SchemaError[] }
  /** The schema itself cannot be used; `reason` is a sentence. */
  | { checked: false; reason: string }

/** MCP 2025-11-25 takes 2020-12 where a schema does not name its dialect. */
const dialectOf = (schema: Record<string, unknown>): SchemaDraft => {
  const named = typeof schema.$schema === 'string' ? schema.$schema : ''
  if (/draft-0[3-4]/.test(named)) return '4'
  if (/draft-0[67]/.test(named)) return '7'
  return named.includes('2019-09') ? '2019-09' : '2020-12'
}

// These only say that something inside them is wrong, and that is reported by itself.
const wrappers = new Set(['properties', 'items', 'prefixItems', 'allOf', '$ref', 'if'])
wrappers.add('patternProperties').add('dependentSchemas').add('additionalProperties')
const unions = new Set(['anyOf', 'oneOf'])

const pathOf = (pointer: string) =>
  pointer
    .split('/')
    .slice(1)
    .map((part) => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'))

const quoted = (text: string) => /"([^"]*)"/.exec(text)?.[1]

function toError(unit: OutputUnit): SchemaError {
  const { keyword, error } = unit
  const path = pathOf(unit.instanceLocation)
  const missing = keyword === 'required' ? quoted(error) : undefined
  if (missing !== undefined) return { path: [...path, missing], keyword, message: 'is required' }
  const expected = /Expected (.+)\.$/.exec(error)?.[1]?.replaceAll('"', '').replaceAll(', ', ' or ')
  if (keyword === 'type' && expected) return { path, keyword, message: `must be ${expected}` }
  if (keyword === 'enum')
    return { path, keyword, message: error.replace(/.*any of (\[.*\])\./, 'must be one of $1') }
  if (keyword === 'const')
    return { path, keyword, message: error.replace(/.*not match (.*)\./, 'must be $1') }
  if (keyword === 'false') return { path, keyword, message: 'is not a known argument' }
  if (unions.has(keyword)) return { path, keyword, message: 'fits none of the possible forms' }
  const text = error.replace(/\.$/, '')
  return { path, keyword, message: `${text.charAt(0).toLowerCase()}${text.slice(1)}` }
}

const rank = (branch: OutputUnit[]) =>
  branch.length + (branch.some((unit) => unit.keyword === 'const') ? 100 : 0)

/**
 * Of a failed union only the branch that came closest is worth reading: the one that fails in its
 * content, not in its kind. Where every branch fails in its kind, the kinds are named together.
 */
function narrow(units: OutputUnit[]): SchemaError[] {
  const union = units.find((unit) => unions.has(unit.keyword))
  if (!union) return units.map(toError)
  const inside = `${union.keywordLocation}/`
  const within = units.filter((unit) => unit.keywordLocation.startsWith(inside))
  const others = units.filter((unit) => unit !== union && !within.includes(unit))
  const branches = Map.groupBy(
    within,
    (unit) => unit.keywordLocation.slice(inside.length).split('/')[0],
  )
  const wrongKind = (branch: OutputUnit[]) =>
    branch.some(
      (unit) => unit.keyword === 'type' && unit.instanceLocation === union.instanceLocation,
    )
  const fitting = [...branches.values()].filter((branch) => !wrongKind(branch))
  const closest = fitting.toSorted((a, b) => rank(a) - rank(b))[0]
  if (closest) return narrow([...others, ...closest])
  const kinds = [...branches.values()].flat().filter((unit) => unit.keyword === 'type')
  const expected = kinds.flatMap((unit) => /Expected (.+)\.$/.exec(unit.error)?.[1] ?? [])
  const message = `must be ${expected.join(' or ').replaceAll('"', '')}`
  const own = expected.length > 0 ? [{ ...toError(union), message }] : [toError(union)]
  return [...narrow(others), ...own]
}

/**
 * Checks `value` against a tool's schema. Values are read as the wire would carry them: undefined
 * members are absent, and an exact integer counts as the number it is nearest to.
 */
export function checkSchema(schema: Record<string, unknown>, value: unknown): SchemaCheck {
  const wire: unknown = value === undefined ? undefined : JSON.parse(JSON.stringify(value))
  try {
    // A tool's schema is any JSON object; what is not JSON Schema in it throws and is reported.
    const validator = new Validator(withTamePatterns(schema), dialectOf(schema), false)
    const units = validator.validate(wire).errors.filter((unit) => !wrappers.has(unit.keyword))
    return { checked: true, errors: narrow(units) }
  } catch (error) {
    const cause = error instanceof Error ? error.message.split('\n')[0] : 'it is not JSON Schema'
    return { checked: false, reason: `The schema cannot be checked here: ${cause}` }
  }
}
