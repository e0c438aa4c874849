import { queryOptions } from '@tanstack/react-query'

import { call } from '../api/client.ts'

/** The MCP sessions that the console server keeps with one gateway, of every persona. Asks the gateway nothing. */
export const sessionsQuery = (gateway: string) =>
  queryOptions({
    queryKey: ['mcp', 'sessions', gateway],
    queryFn: async ({ signal }) =>
      (await call('GET /bff/gateways/:gateway/sessions', { params: { gateway }, signal })).sessions,
  })
