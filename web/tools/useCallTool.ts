import { useMutation } from '@tanstack/react-query'

import type { CallRequest, CallView } from '#bff'

import type { ApiError } from '../api/ApiError.ts'
import { call } from '../api/client.ts'
import { rememberCall } from './queries.ts'

/** Sends one call through the console server and keeps it in the history. Throws `ApiError`. */
export function useCallTool(gateway: string, onDone: (made: CallView) => void) {
  return useMutation<CallView, ApiError, CallRequest>({
    mutationFn: (body) => call('POST /bff/gateways/:gateway/calls', { params: { gateway }, body }),
    onSuccess: (made) => {
      rememberCall(made)
      onDone(made)
    },
  })
}
