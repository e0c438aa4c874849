import { queryOptions } from '@tanstack/react-query'

import { call } from './client.ts'

/** Both lists are kept current by events, so they are read once and never polled. */
export const upstreamsQuery = queryOptions({
  queryKey: ['upstreams'],
  queryFn: async ({ signal }) => (await call('GET /bff/upstreams', { signal })).upstreams,
  staleTime: Number.POSITIVE_INFINITY,
})

export const exchangesQuery = queryOptions({
  queryKey: ['exchanges'],
  queryFn: async ({ signal }) => (await call('GET /bff/exchanges', { signal })).exchanges,
  staleTime: Number.POSITIVE_INFINITY,
})

export const exchangeQuery = (id: string) =>
  queryOptions({
    queryKey: ['exchange', id],
    queryFn: ({ signal }) => call('GET /bff/exchanges/:id', { params: { id }, signal }),
  })
