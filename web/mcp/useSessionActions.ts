import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import type { Api } from '#bff'

import type { ApiError } from '../api/ApiError.ts'
import { call } from '../api/client.ts'
import { queryClient } from '../api/queryClient.ts'
import { sessionsQuery } from './sessions.ts'

type Begun = Api['POST /bff/gateways/:gateway/sessions']['answer']

/** What became of a request for a session, where there is none to show. */
function sayBegun({ session, about }: Begun): string {
  if (session) return ''
  if (about.verdict.outcome !== 'allowed') return about.verdict.sentence
  return 'It answers without a session and gives none out.'
}

/** Begins, listens to and ends one persona's session with a gateway. `said`: what came of the last of them. */
export function useSessionActions(gateway: string, persona: string) {
  const [said, setSaid] = useState('')
  const options = {
    onError: (error: ApiError) => setSaid([error.message, error.hint].filter(Boolean).join(' ')),
    onSettled: () => queryClient.invalidateQueries(sessionsQuery(gateway)),
  }
  const begin = useMutation<Begun, ApiError, { listen: boolean }>({
    mutationFn: ({ listen }) => {
      const body = { as: persona, ...(listen && { listen }) }
      return call('POST /bff/gateways/:gateway/sessions', { params: { gateway }, body })
    },
    onSuccess: (begun) => setSaid(sayBegun(begun)),
    ...options,
  })
  const end = useMutation<{ sentence: string }, ApiError>({
    mutationFn: () =>
      call('POST /bff/gateways/:gateway/sessions/:persona/end', { params: { gateway, persona } }),
    onSuccess: ({ sentence }) => setSaid(sentence),
    ...options,
  })
  return {
    said,
    pending: begin.isPending || end.isPending,
    start: () => begin.mutate({ listen: false }),
    listen: () => begin.mutate({ listen: true }),
    end: () => end.mutate(),
  }
}
