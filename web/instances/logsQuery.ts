import { queryOptions } from '@tanstack/react-query'

import { call } from '../api/client.ts'
import { answer } from '../records/answer.ts'
import { asked, type RecordAt } from '../records/asked.ts'

/** The last lines of a Deployment's workload; at most 1,000, oldest first. */
export const logsQuery = (name: string, as: string, at: RecordAt) =>
  queryOptions({
    queryKey: ['logs', name, as, at],
    queryFn: ({ signal }) =>
      answer(
        call('GET /bff/registry/deployments/:name/logs', {
          params: { name },
          query: { ...asked(as, at), tail: '1000' },
          signal,
        }),
      ),
    staleTime: 0,
  })
