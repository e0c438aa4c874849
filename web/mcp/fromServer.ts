import { queryOptions } from '@tanstack/react-query'

import { call } from '../api/client.ts'

/** What servers sent without being asked, newest first, of all gateways; events keep it current. */
export const noticesQuery = queryOptions({
  queryKey: ['mcp', 'notices'],
  queryFn: async ({ signal }) => (await call('GET /bff/mcp/notices', { signal })).notices,
  staleTime: Number.POSITIVE_INFINITY,
})

/** Questions of servers to people, of all gateways; events keep them current. */
export const asksQuery = queryOptions({
  queryKey: ['mcp', 'asks'],
  queryFn: async ({ signal }) => (await call('GET /bff/mcp/asks', { signal })).asks,
  staleTime: Number.POSITIVE_INFINITY,
})
