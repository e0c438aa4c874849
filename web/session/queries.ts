import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'

import type { PersonaView } from '#bff'

import { call } from '../api/client.ts'
import { standpointOf, type Standpoint } from '../ui/standpoint.ts'

/** Who is signed in, and the personas at hand. Throws `session_required` where nobody is. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => call('GET /bff/session', { signal }),
  staleTime: Number.POSITIVE_INFINITY,
})

export const signInsQuery = queryOptions({
  queryKey: ['signins'],
  queryFn: async ({ signal }) => (await call('GET /bff/signins', { signal })).signIns,
  staleTime: 0,
})

export function useSession() {
  return useSuspenseQuery(sessionQuery).data
}

/** All personas in the order of the configuration; the event stream keeps their states current. */
export function usePersonas(): PersonaView[] {
  return useSession().personas
}

/** The shape of a persona, the same on every page. */
export function useStandpoint(): (persona: string) => Standpoint {
  const ids = usePersonas().map(({ id }) => id)
  return (persona) => standpointOf(persona, ids)
}

/** The personas that the URL acts as (`?as=alice,bob`); unknown names are left out. Without any: the first. */
export function useActing(): PersonaView[] {
  const personas = usePersonas()
  const [search] = useSearchParams()
  const asked = (search.get('as') ?? '').split(',')
  const acting = asked.flatMap((id) => personas.filter((persona) => persona.id === id))
  return acting.length > 0 ? acting : personas.slice(0, 1)
}
