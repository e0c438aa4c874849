import type { RecordView } from '#bff'

import { mask } from './asked.ts'
import { at, listAt, mapAt, textAt } from './read.ts'

export interface EnvRow {
  key: string
  value: string
  /** What runs there says that it cannot do without it. */
  required: boolean
}

/**
 * The rows to begin with: what the record itself declares (`spec.source.package.launch.env` of an
 * MCPServer), then the keys that its other Deployments set. `values` are those of a Deployment that
 * this one is to be like.
 */
export function envRows(
  target: RecordView,
  deployments: readonly RecordView[],
  values: Readonly<Record<string, string>> = {},
): EnvRow[] {
  const declared = listAt(target.object.spec, 'source', 'package', 'launch', 'env').flatMap(
    (each) => {
      const key = textAt(each, 'name')
      if (key === undefined) return []
      const value = textAt(each, 'value') ?? ''
      return [{ key, value, required: at(each, 'isRequired') === true }]
    },
  )
  const known = new Set(declared.map(({ key }) => key))
  const seen = deployments.flatMap(({ object }) => mapAt(object.spec, 'env').map(([key]) => key))
  const others = [...new Set([...seen, ...Object.keys(values)])].filter((key) => !known.has(key))
  return [...declared, ...others.map((key) => ({ key, value: '', required: false }))].map(
    (row) => ({
      ...row,
      value: values[row.key] ?? row.value,
    }),
  )
}

/** What is wrong with a row, in words, or undefined. A row without key and value is left out. */
export function envTrouble(row: EnvRow, rows: readonly EnvRow[]): string | undefined {
  const key = row.key.trim()
  if (key === '') return row.value === '' ? undefined : 'A value needs a name.'
  if (!/^[A-Za-z_][A-Za-z0-9_.-]*$/.test(key))
    return `“${key}” is no name of a variable: letters, digits, _ . and -, not a digit first.`
  if (rows.filter((each) => each.key.trim() === key).length > 1) return `${key} is there twice.`
  if (row.required && row.value === '') return `${key} is required.`
  if (row.value === mask) return 'The mask is not a value; write the value itself.'
  if (row.value.includes('${'))
    return `The value holds a \${placeholder}. Write what it stands for.`
  return undefined
}

/** The rows as the map that a Deployment carries; rows without a key or a value are left out. */
export const envOf = (rows: readonly EnvRow[]): Record<string, string> =>
  Object.fromEntries(
    rows.flatMap(({ key, value }) =>
      key.trim() === '' || value === '' ? [] : [[key.trim(), value]],
    ),
  )

/** The values of one record's environment among those that were revealed: `spec.env.KEY` by KEY. */
export const envValues = (revealed: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(revealed).flatMap(([path, value]) =>
      path.startsWith('spec.env.') ? [[path.slice('spec.env.'.length), value]] : [],
    ),
  )
