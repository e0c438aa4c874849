import { useMutation } from '@tanstack/react-query'

import type { McpAsk, McpAskAnswer } from '#bff'

import type { ApiError } from '../../api/ApiError.ts'
import { call } from '../../api/client.ts'
import { queryClient } from '../../api/queryClient.ts'
import { asksQuery } from '../../mcp/fromServer.ts'
import { callsUnderWay } from '../../mcp/underWay.ts'

/** How long a server may take to end a call for which nobody here waits, before the history is read again. */
const afterAnswerMs = 1_000

/** Answers one question of a server. Also where it was refused the list is read again: it may have expired. */
export function useAnswer(ask: McpAsk) {
  return useMutation<McpAsk, ApiError, McpAskAnswer>({
    mutationFn: (body) => call('POST /bff/mcp/asks/:id/answer', { params: { id: ask.id }, body }),
    onSuccess: () => {
      // A call that was made before this page was loaded goes on without it: its answer is in the history.
      if (callsUnderWay.read().every((one) => one.call !== ask.call))
        setTimeout(() => void queryClient.invalidateQueries({ queryKey: ['calls'] }), afterAnswerMs)
    },
    onSettled: () => queryClient.invalidateQueries(asksQuery),
  })
}
