import { useMutation } from '@tanstack/react-query'

import type { PersonaView } from '#bff'

import { call } from '../api/client.ts'
import { queryClient } from '../api/queryClient.ts'
import { sessionQuery } from './queries.ts'

/** Writes one persona's new state where every page reads it. */
export function putPersona(next: PersonaView): void {
  queryClient.setQueryData(sessionQuery.queryKey, (session) =>
    session === undefined
      ? session
      : {
          ...session,
          personas: session.personas.map((each) => (each.id === next.id ? next : each)),
        },
  )
  // What that persona saw before was seen with another token, or with none.
  void queryClient.invalidateQueries({ queryKey: ['tools'] })
}

/** Fetches a new token now, although the old one may still be good. */
export const useRefresh = (persona: string) =>
  useMutation({
    mutationFn: () => call('POST /bff/personas/:persona/refresh', { params: { persona } }),
    onSuccess: putPersona,
  })

/** Forgets the persona's token, and revokes it where its issuer can. */
export const usePersonaSignOut = (persona: string) =>
  useMutation({
    mutationFn: () => call('POST /bff/personas/:persona/signout', { params: { persona } }),
    onSuccess: putPersona,
  })

/** Hands over a token that was obtained elsewhere. It goes in once and never comes back. */
export const usePasteBearer = (persona: string) =>
  useMutation({
    mutationFn: (token: string) =>
      call('POST /bff/personas/:persona/bearer', { params: { persona }, body: { token } }),
    onSuccess: putPersona,
  })
