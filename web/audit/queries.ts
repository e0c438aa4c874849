import { keepPreviousData, queryOptions, skipToken } from '@tanstack/react-query'

import type { AuditEntry } from '#bff'

import { call } from '../api/client.ts'
import { answer } from '../records/answer.ts'
import type { AuditFilter } from './address.ts'

/** The newest calls that the filter asks for. */
export const entriesQuery = (filter: AuditFilter, limit: number) =>
  queryOptions({
    queryKey: ['audit', 'entries', filter, limit],
    queryFn: ({ signal }) =>
      answer(call('GET /bff/audit', { query: { ...filter, limit: String(limit) }, signal })),
    placeholderData: keepPreviousData,
    staleTime: 0,
  })

export const summaryQuery = (filter: AuditFilter) =>
  queryOptions({
    queryKey: ['audit', 'summary', filter],
    queryFn: ({ signal }) => answer(call('GET /bff/audit/summary', { query: filter, signal })),
    placeholderData: keepPreviousData,
    staleTime: 0,
  })

/** The newest call that the event stream told of; nobody asks for it. */
export const toldQuery = queryOptions<AuditEntry>({
  queryKey: ['audit', 'told'],
  queryFn: skipToken,
})

/** As many lines as one call may be looked for in. */
const lines = '200'

/** The newest lines of a gateway's own access log, the newest last. */
export const logQuery = (gateway: string) =>
  queryOptions({
    queryKey: ['audit', 'log', gateway],
    queryFn: ({ signal }) =>
      answer(
        call('GET /bff/gateways/:gateway/log', { params: { gateway }, query: { lines }, signal }),
      ),
    staleTime: 0,
  })
