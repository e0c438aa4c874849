import { queryOptions } from '@tanstack/react-query'

import type { ListQuery, RecordDetail, RegistryKind } from '#bff'

import { call } from '../api/client.ts'
import { answer, freshFor } from './answer.ts'

/** How many rows are read at once. */
export const windowSize = 100

/** Which registry this is, what it has, and who may look at it. */
export const registryQuery = queryOptions({
  queryKey: ['registry', 'view'],
  queryFn: ({ signal }) => answer(call('GET /bff/registry', { signal })),
  staleTime: freshFor,
})

/** Who the registry takes the persona for. */
export const whoamiQuery = (as: string) =>
  queryOptions({
    queryKey: ['registry', 'whoami', as],
    queryFn: ({ signal }) => answer(call('GET /bff/registry/whoami', { query: { as }, signal })),
    staleTime: freshFor,
  })

/** How many records of each kind the persona sees. */
export const countsQuery = (as: string) =>
  queryOptions({
    queryKey: ['records', 'counts', as],
    queryFn: ({ signal }) => answer(call('GET /bff/registry/counts', { query: { as }, signal })),
    staleTime: freshFor,
  })

/** One window of a list: searched, filtered and sorted by the console server over all its pages. */
export const listQuery = (kind: RegistryKind, query: ListQuery) =>
  queryOptions({
    queryKey: ['records', 'list', kind, query],
    queryFn: ({ signal }) =>
      answer(call('GET /bff/registry/:kind', { params: { kind }, query, signal })),
    staleTime: freshFor,
  })

/** Everything about one record. Without `tag`: the one that stands for its name. */
export const recordQuery = (
  kind: RegistryKind,
  name: string,
  { as, tag }: { as: string; tag?: string | undefined },
) =>
  queryOptions({
    queryKey: ['records', 'one', kind, name, as, tag ?? ''],
    queryFn: ({ signal }) =>
      answer<RecordDetail>(
        call('GET /bff/registry/:kind/:name', {
          params: { kind, name },
          query: { as, ...(tag !== undefined && { tag }) },
          signal,
        }),
      ),
    staleTime: freshFor,
  })
