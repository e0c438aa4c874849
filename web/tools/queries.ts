import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'

import type { CallView } from '#bff'

import { call } from '../api/client.ts'
import { queryClient } from '../api/queryClient.ts'

/** Calls of this sign-in to one gateway, newest first, as the console server keeps them. */
export const callsQuery = (gateway: string) =>
  queryOptions({
    queryKey: ['calls', gateway],
    queryFn: async ({ signal }) =>
      (await call('GET /bff/calls', { query: { gateway, limit: '200' }, signal })).calls,
  })

export const useCalls = (gateway: string) => useSuspenseQuery(callsQuery(gateway)).data

/** Puts a call that was just made in front of the history, in place of an older copy of itself. */
export function rememberCall(made: CallView): void {
  queryClient.setQueryData(callsQuery(made.gateway).queryKey, (calls = []) => [
    made,
    ...calls.filter((each) => each.id !== made.id),
  ])
}
