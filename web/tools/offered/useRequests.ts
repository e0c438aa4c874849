import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import type { McpReply, McpRequestBody } from '#bff'

import type { ApiError } from '../../api/ApiError.ts'
import { call } from '../../api/client.ts'
import { queryClient } from '../../api/queryClient.ts'
import { sessionsQuery } from '../../mcp/sessions.ts'

/**
 * Sends MCP requests other than tool calls and keeps the newest answer of each persona, in the order in
 * which personas first asked, so that two of them can be read beside each other.
 */
export function useRequests(gateway: string) {
  const [replies, setReplies] = useState<readonly McpReply[]>([])
  const { mutate, isPending, error } = useMutation<McpReply, ApiError, McpRequestBody>({
    mutationFn: (body) =>
      call('POST /bff/gateways/:gateway/requests', { params: { gateway }, body }),
    onSuccess: (reply) =>
      setReplies((before) =>
        before.some(({ persona }) => persona === reply.persona)
          ? before.map((each) => (each.persona === reply.persona ? reply : each))
          : [...before, reply],
      ),
    onSettled: () => void queryClient.invalidateQueries(sessionsQuery(gateway)),
  })
  return { replies, send: mutate, pending: isPending, error }
}
