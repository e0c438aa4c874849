import { exactInteger, isExact } from '../../api/exactJson.ts'
import { type Arguments, isObject } from '../argumentsText.ts'

const deep = (value: unknown, leaf: (value: unknown) => unknown): unknown => {
  if (Array.isArray(value)) return value.map((each) => deep(each, leaf))
  if (!isObject(value)) return leaf(value)
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, deep(each, leaf)]))
}

/** Arguments as the form engine can hold them: it copies objects, so an exact integer is a bigint. */
export const toForm = (value: Arguments): unknown =>
  deep(value, (leaf) => (isExact(leaf) ? BigInt(leaf.rawJSON) : leaf))

/** The way back, to what `JSON.stringify` prints with every digit. Cleared members stay, undefined. */
export function fromForm(data: unknown): Arguments {
  const value = deep(data, (leaf) => (typeof leaf === 'bigint' ? exactInteger(String(leaf)) : leaf))
  return isObject(value) ? value : {}
}
