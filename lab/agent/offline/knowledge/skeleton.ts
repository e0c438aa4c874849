import { stringify } from 'yaml'

import type { CrdText, Field } from './crdText.ts'

interface Nested {
  [name: string]: Nested | Nested[] | string
}

/** A manifest that shows where a kind's fields are, with the type of each in place of a value. */
export function skeletonOf({ apiVersion, kind, fields }: CrdText): string {
  const root: Nested = { apiVersion, kind }
  for (const field of fields) place(root, field.path.split('.'), field)
  return stringify(root, { lineWidth: 0 })
}

/** Puts a field at its path; a name that ends in [] holds a list, of which one item is shown. */
function place(at: Nested, [name = '', ...rest]: string[], field: Field): void {
  const bare = name.replace(/\[\]$/, '')
  const isList = bare !== name
  if (rest.length === 0) {
    at[bare] ??= `<${field.type}>`
    return
  }
  const inside = at[bare]
  const below: Nested = Array.isArray(inside)
    ? (inside[0] ?? {})
    : typeof inside === 'object'
      ? inside
      : {}
  at[bare] = isList ? [below] : below
  place(below, rest, field)
}
