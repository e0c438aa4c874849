import { isObject } from '../../mcp/argumentsText.ts'

type Schema = Record<string, unknown>

const nameOf = (branch: Schema): string | undefined => {
  if (typeof branch.title === 'string') return branch.title
  if (typeof branch.$ref === 'string') return branch.$ref.split('/').at(-1)
  if (branch.const !== undefined) return JSON.stringify(branch.const)
  const kinds = isObject(branch.properties) ? Object.entries(branch.properties) : []
  const marks = kinds.flatMap(([name, of]) =>
    isObject(of) && of.const !== undefined ? [`${name}: ${JSON.stringify(of.const)}`] : [],
  )
  if (marks.length > 0) return marks.join(', ')
  if (kinds.length > 0) return kinds.map(([name]) => name).join(', ')
  return Array.isArray(branch.type) ? branch.type.join(' or ') : asText(branch.type)
}

const asText = (value: unknown) => (typeof value === 'string' ? value : undefined)

const named = (branches: unknown[]) =>
  branches.map((branch) => {
    if (!isObject(branch)) return branch
    const title = nameOf(branch)
    return title === undefined ? withBranchNames(branch) : { ...withBranchNames(branch), title }
  })

/**
 * A tool's schema for the form: every branch of a union gets a name to choose it by, since the form
 * would call them "Option 1" and "Option 2". Nothing that decides what is valid changes.
 */
export function withBranchNames(schema: Schema): Schema {
  return { ...typeOfConstants(schema), ...namesIn(schema) }
}

function namesIn(schema: Schema): Schema {
  const entries = Object.entries(schema).map(([key, value]): [string, unknown] => {
    if ((key === 'anyOf' || key === 'oneOf') && Array.isArray(value)) return [key, named(value)]
    if (maps.has(key) && isObject(value)) return [key, mapValues(value)]
    if (isObject(value) && schemas.has(key)) return [key, withBranchNames(value)]
    return [key, value]
  })
  return Object.fromEntries(entries)
}

/** A union of constants of one type, for instance texts with titles: the form wants the type said. */
function typeOfConstants({ type, oneOf, anyOf }: Schema): Schema {
  const branches: unknown[] = [oneOf, anyOf].find(Array.isArray) ?? []
  const types = new Set(branches.map((branch) => (isObject(branch) ? typeof branch.const : 'none')))
  const [only = 'none'] = types
  const known = types.size === 1 && ['string', 'number', 'boolean'].includes(only)
  return type === undefined && known ? { type: only } : {}
}

const maps = new Set([
  'properties',
  '$defs',
  'definitions',
  'patternProperties',
  'dependentSchemas',
])
const schemas = new Set(['items', 'additionalProperties', 'then', 'else', 'contains'])

const mapValues = (map: Schema): Schema =>
  Object.fromEntries(
    Object.entries(map).map(([name, of]) => [name, isObject(of) ? withBranchNames(of) : of]),
  )
