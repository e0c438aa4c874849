import { useQueries } from '@tanstack/react-query'

import type { McpReply, PersonaView } from '#bff'

import { ApiError } from '../../api/ApiError.ts'
import { mayAsk } from '../../mcp/queries.ts'
import { listQuery, type Offered, offeredIn } from './offered.ts'
import { withHidden } from './withHidden.ts'

type Method = Parameters<typeof listQuery>[2]

export interface OfferedLists {
  /** Also what only others are offered, as far as this visit knows; hidden only once the own list was read. */
  items: (Offered & { hidden: boolean })[]
  /** Whether the own list could be read. */
  read: boolean
  /** The answer to look at where no list could be read. */
  reply: McpReply | undefined
  error: ApiError | undefined
  refetch: () => void
}

/** Several lists of one persona as one, in the order of `methods`; of `others` only what was read already. */
export function useOffered(
  gateway: string,
  as: PersonaView,
  others: readonly PersonaView[],
  methods: readonly Method[],
): OfferedLists {
  const own = useQueries({
    queries: methods.map((method) => ({
      ...listQuery(gateway, as.id, method),
      enabled: mayAsk(as),
    })),
  })
  const known = useQueries({
    queries: others.flatMap(({ id }) =>
      methods.map((method) => ({ ...listQuery(gateway, id, method), enabled: false })),
    ),
  })
  // Many servers have resources and no templates: that one of two lists is missing is no trouble.
  const read = own.some(({ data }) => offeredIn(data) !== undefined)
  return {
    items: withHidden(offered(own), offered(known)).map((item) => ({
      ...item,
      hidden: item.hidden && read,
    })),
    read,
    reply: read ? undefined : own.flatMap(({ data }) => data ?? [])[0],
    error: own.map(({ error }) => error).find((error) => error instanceof ApiError),
    refetch: () => own.forEach((result) => void result.refetch()),
  }
}

const offered = (results: readonly { data: McpReply | undefined }[]) =>
  results.flatMap(({ data }) => offeredIn(data) ?? [])
