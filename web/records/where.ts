import type { RegistryObject } from '#bff'

import { paths } from '../paths.ts'
import { segmentOf } from './kinds.ts'
import type { Reference } from './read.ts'

/** The page of a record; undefined for a kind that this console has no page for. */
export function pageOf(kind: string, name: string, as: string, tag?: string): string | undefined {
  const segment = segmentOf(kind)
  if (segment === undefined) return undefined
  if (segment === 'deployments') return paths.instance(name, as)
  if (segment === 'runtimes') return paths.runtime(name, as)
  return paths.record(segment, name, { as, tag })
}

export const pageOfObject = ({ kind, metadata }: RegistryObject, as: string): string | undefined =>
  pageOf(kind, metadata.name, as)

export const pageOfReference = ({ kind, name, tag }: Reference, as: string): string | undefined =>
  pageOf(kind, name, as, tag === 'latest' ? undefined : tag)
