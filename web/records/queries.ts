import { queryOptions } from '@tanstack/react-query'

import type { ListQuery, RecordDetail, RegistryKind } from '#bff'

import { call } from '../api/client.ts'
import { toListQuery } from './address.ts'
import { answer, freshFor } from './answer.ts'
import { asked, type RecordAt } from './asked.ts'

/** How many rows are read at once. */
export const windowSize = 100

/** Which registry this is, who may look at it, and what it has for `as` (empty: the default persona). */
export const registryQuery = (as = '') =>
  queryOptions({
    queryKey: ['registry', 'view', as],
    queryFn: ({ signal }) => answer(call('GET /bff/registry', { query: asked(as), signal })),
    staleTime: (query) =>
      query.state.data?.ok && query.state.data.value.trouble ? 0 : freshFor(query),
  })

/** Who the registry takes the persona for. */
export const whoamiQuery = (as: string) =>
  queryOptions({
    queryKey: ['registry', 'whoami', as],
    queryFn: ({ signal }) => answer(call('GET /bff/registry/whoami', { query: asked(as), signal })),
    staleTime: freshFor,
  })

/** How many records of each kind the persona sees. */
export const countsQuery = (as: string) =>
  queryOptions({
    queryKey: ['records', 'counts', as],
    queryFn: ({ signal }) => answer(call('GET /bff/registry/counts', { query: asked(as), signal })),
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

/** The Runtimes to choose from; there are few, and they are wanted whole. */
export const runtimesQuery = (as: string) =>
  listQuery(
    'runtimes',
    toListQuery({ search: '', facets: [], sort: 'name' }, { as, offset: 0, limit: 500 }),
  )

/** Everything about one record. Without `tag`: the one that stands for its name. */
export const recordQuery = (kind: RegistryKind, name: string, as: string, at: RecordAt = {}) =>
  queryOptions({
    queryKey: ['records', 'one', kind, name, as, at],
    queryFn: ({ signal }) =>
      answer<RecordDetail>(
        call('GET /bff/registry/:kind/:name', {
          params: { kind, name },
          query: asked(as, at),
          signal,
        }),
      ),
    staleTime: freshFor,
  })

/** The unmasked values of one Deployment, for a form that begins as its twin. Forgotten with the form. */
export const revealedQuery = (name: string, as: string, at: RecordAt) =>
  queryOptions({
    queryKey: ['revealed', name, as, at],
    queryFn: ({ signal }) =>
      answer(
        call('POST /bff/registry/:kind/:name/reveal', {
          params: { kind: 'deployments', name },
          body: asked(as, at),
          signal,
        }),
      ),
    gcTime: 0,
    staleTime: 0,
  })
