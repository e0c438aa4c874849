import { useMutation } from '@tanstack/react-query'

import type { CallRequest, CallView, GatewayView } from '#bff'

import type { ApiError } from '../api/ApiError.ts'
import { call } from '../api/client.ts'
import { queryClient } from '../api/queryClient.ts'
import { createCell } from '../cell.ts'
import { sessionsQuery } from '../mcp/sessions.ts'
import { whileUnderWay } from '../mcp/underWay.ts'
import { rememberCall } from './queries.ts'

/** Whether gateways that can are asked which of their rules decided; for as long as the tab is open. */
export const traceWanted = createCell(false)

/** Sends one call through the console server and keeps it in the history. Throws `ApiError`. */
export function useCallTool(
  { id: gateway, features }: GatewayView,
  onDone: (made: CallView) => void,
) {
  return useMutation<CallView, ApiError, CallRequest>({
    mutationFn: (request) => {
      const id = crypto.randomUUID()
      const { as: persona, tool } = request
      const trace = features.trace.available && traceWanted.read()
      return whileUnderWay(
        { call: id, gateway, persona, tool, at: new Date().toISOString() },
        call('POST /bff/gateways/:gateway/calls', {
          params: { gateway },
          body: { ...request, call: id, ...(trace && { trace }) },
        }),
      )
    },
    onSuccess: (made) => {
      rememberCall(made)
      onDone(made)
      void queryClient.invalidateQueries(sessionsQuery(gateway))
    },
  })
}
