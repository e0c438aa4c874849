import { exactInteger, isExact } from '../../api/exactJson.ts'
import { type Arguments, isObject } from '../../mcp/argumentsText.ts'

// U+FFFF is a noncharacter that no text interchange may contain (Unicode 16, section 23.7).
const mark = '\uffff'
const marked = /^\uffff-?\d+$/

/** The digits of an integer that the form holds as marked text, undefined for anything else. */
export const digitsOf = (value: unknown): string | undefined =>
  typeof value === 'string' && marked.test(value) ? value.slice(1) : undefined

/**
 * How the form engine holds a long integer: as marked text. It copies objects and serialises data,
 * which neither an exact integer nor a bigint would survive.
 */
export const markDigits = (digits: string): string => mark + digits

const deep = (value: unknown, leaf: (value: unknown) => unknown): unknown => {
  if (Array.isArray(value)) return value.map((each) => deep(each, leaf))
  if (!isObject(value)) return leaf(value)
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, deep(each, leaf)]))
}

/** Arguments as the form engine can hold them. */
export const toForm = (value: Arguments): unknown =>
  deep(value, (leaf) => (isExact(leaf) ? markDigits(leaf.rawJSON) : leaf))

/** Data of the form as the wire wants it. Cleared members stay, as undefined. */
export function fromForm(data: unknown): Arguments {
  const value = deep(data, (leaf) => {
    const digits = digitsOf(leaf)
    return digits === undefined ? leaf : exactInteger(digits)
  })
  return isObject(value) ? value : {}
}

/**
 * Leaves out the empty objects that the engine puts in for every nested object of a schema:
 * nobody asked for them. Those stay that the schema requires, and those that `before` had.
 */
export function withoutEmpty(
  value: Arguments,
  before: Arguments,
  schema: Record<string, unknown>,
): Arguments {
  const required: unknown[] = Array.isArray(schema.required) ? schema.required : []
  const properties = isObject(schema.properties) ? schema.properties : {}
  const entries = Object.entries(value).flatMap(([name, each]) => {
    if (!isObject(each)) return [[name, each] as const]
    const [old, inner] = [before[name], properties[name]]
    const kept = withoutEmpty(each, isObject(old) ? old : {}, isObject(inner) ? inner : {})
    const wanted = Object.keys(kept).length > 0 || isObject(old) || required.includes(name)
    return wanted ? [[name, kept] as const] : []
  })
  return Object.fromEntries(entries)
}
