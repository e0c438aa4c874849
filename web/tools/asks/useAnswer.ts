import { useMutation } from '@tanstack/react-query'

import type { McpAsk, McpAskAnswer } from '#bff'

import type { ApiError } from '../../api/ApiError.ts'
import { call } from '../../api/client.ts'
import { queryClient } from '../../api/queryClient.ts'
import { asksQuery } from '../../mcp/fromServer.ts'

/** Answers one question of a server. Also where it was refused the list is read again: it may have expired. */
export function useAnswer({ id }: McpAsk) {
  return useMutation<McpAsk, ApiError, McpAskAnswer>({
    mutationFn: (body) => call('POST /bff/mcp/asks/:id/answer', { params: { id }, body }),
    onSettled: () => queryClient.invalidateQueries(asksQuery),
  })
}
