import type { RegistryKind, RegistryObject } from '#bff'

import { paths } from '../paths.ts'
import type { RecordAt } from './asked.ts'
import { segmentOf } from './kinds.ts'
import type { Reference } from './read.ts'

/** The page of a record; undefined for a kind that this console has no page for. */
export function pageOf(
  kind: string,
  name: string,
  as: string,
  at: RecordAt = {},
): string | undefined {
  const segment = segmentOf(kind)
  return segment && pageIn(segment, name, as, at)
}

/** The same by the path segment of a kind, every one of which has a page. */
export function pageIn(
  segment: RegistryKind,
  name: string,
  as: string,
  { namespace, tag }: RecordAt = {},
): string {
  if (segment === 'deployments') return paths.instance(name, { as, namespace })
  if (segment === 'runtimes') return paths.runtime(name, { as, namespace })
  return paths.record(segment, name, { as, namespace, tag })
}

/** The page of a record that is at hand; its tag is left to the page, which shows all of them. */
export const pageOfObject = ({ kind, metadata }: RegistryObject, as: string): string | undefined =>
  pageOf(kind, metadata.name, as, { namespace: metadata.namespace })

export const pageOfReference = ({ kind, name, tag }: Reference, as: string): string | undefined =>
  pageOf(kind, name, as, { tag: tag === 'latest' ? undefined : tag })
