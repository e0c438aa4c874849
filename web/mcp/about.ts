import { queryOptions } from '@tanstack/react-query'

import { call } from '../api/client.ts'
import { answer, freshFor } from '../records/answer.ts'

/** What a gateway says of itself to `as`. Asked with a handshake where it wants one; a failure is data. */
export const aboutQuery = (gateway: string, as: string) =>
  queryOptions({
    queryKey: ['gateway', gateway, 'about', as],
    queryFn: ({ signal }) =>
      answer(call('GET /bff/gateways/:gateway', { params: { gateway }, query: { as }, signal })),
    // What went wrong once is asked again at the next occasion.
    staleTime: (query) => {
      const { data } = query.state
      return data?.ok && data.value.verdict.outcome !== 'allowed' ? 0 : freshFor(query)
    },
  })
