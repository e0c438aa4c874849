import type { RegistryObject } from '#bff'

import { listAt, textAt } from '../records/read.ts'

export interface Moment {
  /** ISO 8601; undefined where the registry says no time. */
  at: string | undefined
  title: string
  detail: string | undefined
  tone: 'good' | 'bad' | 'plain'
}

/** What happened to a record, newest first: created, each condition as it turned, deleted. */
export function timelineOf({ metadata, status }: RegistryObject): Moment[] {
  const conditions = listAt(status, 'conditions').map((each): Moment => {
    const type = textAt(each, 'type') ?? 'Condition'
    const value = textAt(each, 'status') ?? 'Unknown'
    return {
      at: textAt(each, 'lastTransitionTime'),
      title: `${type}: ${value}`,
      detail:
        [textAt(each, 'reason'), textAt(each, 'message')].filter(Boolean).join(': ') || undefined,
      tone: toneOf(type, value),
    }
  })
  return [
    ...moment(metadata.deletionTimestamp, 'Removal asked for'),
    ...conditions,
    ...moment(metadata.createdAt, 'Created'),
  ].toSorted((a, b) => timeOf(b) - timeOf(a))
}

const moment = (at: string | undefined, title: string): Moment[] =>
  at === undefined ? [] : [{ at, title, detail: undefined, tone: 'plain' }]

/** `Degraded` is the one condition that is bad when it is true (ar.dev/v1alpha1). */
function toneOf(type: string, value: string): Moment['tone'] {
  if (type === 'Degraded') return value === 'True' ? 'bad' : 'plain'
  if (type === 'Ready') return value === 'True' ? 'good' : value === 'False' ? 'bad' : 'plain'
  return 'plain'
}

/** What has no time stands at the end, where it claims nothing. */
const timeOf = ({ at }: Moment) => (at === undefined ? Number.NEGATIVE_INFINITY : Date.parse(at))
