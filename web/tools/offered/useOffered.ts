import { useQueries } from '@tanstack/react-query'

import type { McpReply, PersonaView } from '#bff'

import { ApiError } from '../../api/ApiError.ts'
import { mayAsk } from '../../mcp/queries.ts'
import { listQuery, type Offered, offeredIn } from './offered.ts'

type Method = Parameters<typeof listQuery>[2]

export interface OfferedLists {
  /** Undefined until a list could be read. */
  items: Offered[] | undefined
  /** The answer to look at: the first that is not a list, else the first. */
  reply: McpReply | undefined
  error: ApiError | undefined
  refetch: () => void
}

/** Several lists of one persona as one, in the order of `methods`. */
export function useOffered(
  gateway: string,
  as: PersonaView,
  methods: readonly Method[],
): OfferedLists {
  const results = useQueries({
    queries: methods.map((method) => ({
      ...listQuery(gateway, as.id, method),
      enabled: mayAsk(as),
    })),
  })
  const read = results.flatMap(({ data }) => offeredIn(data) ?? [])
  const replies = results.flatMap(({ data }) => data ?? [])
  const failed = results.map(({ error }) => error).find((error) => error instanceof ApiError)
  const known = results.some(({ data }) => offeredIn(data) !== undefined)
  return {
    items: known ? read : undefined,
    // Many servers have resources and no templates: that one of two lists is missing is no trouble.
    reply: known ? undefined : replies[0],
    error: failed,
    refetch: () => results.forEach((result) => void result.refetch()),
  }
}
