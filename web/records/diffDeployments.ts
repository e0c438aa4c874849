import type { RecordView } from '#bff'

import { list } from '../ui/list.ts'
import { mask } from './asked.ts'
import { isFields } from './read.ts'

export interface DiffRow {
  /** Where in the Deployment: `runtimeRef.name`, `env.AWS_REGION`. */
  path: string
  /** One per Deployment; undefined where it says nothing there. */
  values: (string | undefined)[]
  /** `masked`: at least one value is hidden, so that nothing can be said. */
  state: 'same' | 'differs' | 'masked'
}

/**
 * What several Deployments of one record say, path by path, and where they differ. `revealed` holds
 * the unmasked values of each by path of the object (`spec.env.AWS_REGION`), as far as they are known.
 */
export function diffDeployments(
  deployments: readonly RecordView[],
  revealed: readonly Readonly<Record<string, string>>[] = [],
): DiffRow[] {
  const sides = deployments.map(({ object }, index) => {
    const flat = new Map<string, string>()
    flatten(object.spec, '', flat)
    for (const [path, value] of Object.entries(revealed[index] ?? {}))
      if (path.startsWith('spec.')) flat.set(path.slice('spec.'.length), value)
    // A blank tag means the literal `latest` (ar.dev/v1alpha1), so saying it makes no difference.
    if (flat.has('targetRef.name') && !flat.has('targetRef.tag'))
      flat.set('targetRef.tag', 'latest')
    return flat
  })
  const paths = [...new Set(sides.flatMap((side) => [...side.keys()]))].toSorted(byPlace)
  return paths.map((path) => {
    const values = sides.map((side) => side.get(path))
    const state = values.includes(mask) ? 'masked' : new Set(values).size > 1 ? 'differs' : 'same'
    return { path, values, state }
  })
}

function flatten(value: unknown, path: string, into: Map<string, string>): void {
  if (isFields(value)) {
    for (const [key, inner] of Object.entries(value))
      flatten(inner, path === '' ? key : `${path}.${key}`, into)
  } else if (value !== undefined && value !== null && value !== '') {
    into.set(path, typeof value === 'string' ? value : JSON.stringify(value))
  }
}

/** What runs, then where, then how. */
const order = ['targetRef', 'runtimeRef', 'modelRef', 'desiredState', 'env']
const placeOf = (path: string) =>
  (order.indexOf(path.split('.')[0] ?? '') + order.length + 1) % (order.length + 1)
const byPlace = (a: string, b: string) => placeOf(a) - placeOf(b) || a.localeCompare(b, 'en')

/** What differs, in one sentence, never more than the rows prove. */
export function sayDiff(rows: readonly DiffRow[]): string {
  const differing = rows.filter(({ state }) => state === 'differs').map(({ path }) => path)
  const masked = rows.filter(({ state }) => state === 'masked').length
  const fields = [...new Set(differing.map((path) => path.split('.')[0] ?? path))]
  const first =
    differing.length === 0
      ? 'Nothing readable differs.'
      : `Only ${list(fields)} ${fields.length === 1 ? 'differs' : 'differ'}.`
  if (masked === 0) return first
  return `${first} ${masked === 1 ? 'One masked value is' : `${masked} masked values are`} not compared.`
}
