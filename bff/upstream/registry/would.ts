import type { ApplyResult, RegistryObject } from '../../contract.ts'
import { isRecord } from '../wire.ts'
import { isTerminating, valueAt } from './envelope.ts'

/** Compared with what a document says, a record is the same, has more than it says, or is another. */
type Fit = 'same' | 'more' | 'other'

/**
 * What applying a document would do, as far as a read of its record tells; the registry's own dry run does
 * not say. Undefined where only the registry knows: what a document leaves out may be filled in or removed,
 * the values of a Secret are not answered, and what is being deleted is in nobody's hands.
 */
export function wouldDo(document: unknown, record: RegistryObject | null): ApplyResult['would'] {
  if (record === null) return 'create'
  if (record.kind === 'Secret' || isTerminating(record)) return undefined
  const annotations = valueAt(document, 'metadata', 'annotations')
  const fits = worst([
    fitOf(valueAt(document, 'spec'), record.spec),
    fitOf(valueAt(document, 'metadata', 'labels'), record.metadata.labels),
    fitOf(annotations, comparable(record.metadata.annotations ?? {}, annotations)),
  ])
  return meaning[fits]
}

const meaning: Record<Fit, ApplyResult['would']> = {
  same: 'nothing',
  more: undefined,
  other: 'change',
}

/** Go leaves out what is empty, so an empty value and none are the same. */
function fitOf(wanted: unknown, found: unknown): Fit {
  if (wanted === undefined || wanted === null) return isEmpty(found) ? 'same' : 'more'
  if (isEmpty(wanted) && isEmpty(found)) return 'same'
  if (isRecord(wanted) && (isRecord(found) || found === undefined)) {
    const keys = new Set([...Object.keys(wanted), ...Object.keys(found ?? {})])
    return worst([...keys].map((key) => fitOf(wanted[key], found?.[key])))
  }
  if (Array.isArray(wanted) && Array.isArray(found))
    return wanted.length === found.length
      ? worst(wanted.map((one, index) => fitOf(one, found[index])))
      : 'other'
  return wanted === found ? 'same' : 'other'
}

const worst = (fits: Fit[]): Fit =>
  fits.includes('other') ? 'other' : fits.includes('more') ? 'more' : 'same'

const isEmpty = (value: unknown): boolean =>
  typeof value === 'object' && value !== null
    ? Object.values(value).every(isEmpty)
    : value === undefined || value === null || value === '' || value === false || value === 0

/**
 * Without the annotations that the registry writes itself (`agentregistry.solo.io/…`,
 * `….agentregistry.dev/…`) and the document leaves to it.
 */
const comparable = (annotations: Record<string, string>, wanted: unknown) =>
  Object.fromEntries(
    Object.entries(annotations).filter(
      ([key]) => !/(^|\.)agentregistry\.[^/]+\//.test(key) || valueAt(wanted, key) !== undefined,
    ),
  )
