import { queryOptions } from '@tanstack/react-query'

import { call } from '../api/client.ts'
import { policyQuery } from '../mcp/queries.ts'
import { answer, freshFor } from '../records/answer.ts'

/** What the gateway reports of its own parts; the tools are counted as `as` sees them. */
export const topologyQuery = (gateway: string, as: string) =>
  queryOptions({
    // A changed rule changes it too: it is stale whenever the policy is.
    queryKey: [...policyQuery(gateway).queryKey, 'topology', as],
    queryFn: ({ signal }) =>
      answer(
        call('GET /bff/gateways/:gateway/topology', {
          params: { gateway },
          query: as === '' ? {} : { as },
          signal,
        }),
      ),
    staleTime: 10_000,
  })

/** The documents that configure the gateway. */
export const manifestsQuery = (gateway: string) =>
  queryOptions({
    queryKey: ['manifests', gateway, 'all'],
    queryFn: ({ signal }) =>
      answer(call('GET /bff/gateways/:gateway/manifests', { params: { gateway }, signal })),
    staleTime: (query) => {
      const { data } = query.state
      return data?.ok && !data.value.available ? 0 : freshFor(query)
    },
  })

/** As many lines as a page can be searched in. */
const lines = '200'

/** The newest lines of the gateway's access log, the newest last. */
export const logQuery = (gateway: string) =>
  queryOptions({
    queryKey: ['gateway', gateway, 'log'],
    queryFn: ({ signal }) =>
      answer(
        call('GET /bff/gateways/:gateway/log', { params: { gateway }, query: { lines }, signal }),
      ),
    staleTime: 0,
  })
