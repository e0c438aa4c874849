import type { RegistryKind } from '#bff'

import { queryClient } from '../api/queryClient.ts'
import { readList, toListQuery } from './address.ts'
import { comparedQuery } from './Compared.tsx'
import type { Asked } from './loadRegistry.ts'
import { listQuery, windowSize } from './queries.ts'

/** Reads what a list shows first: its first window, or both sides where two personas look. */
export function fetchLists(kind: RegistryKind, { as, url }: Asked): Promise<unknown>[] {
  const state = readList(url.searchParams)
  return as.map((each) =>
    queryClient.fetchQuery(
      as.length > 1
        ? comparedQuery(kind, state, each)
        : listQuery(kind, toListQuery(state, { as: each, offset: 0, limit: windowSize })),
    ),
  )
}
