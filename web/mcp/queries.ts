import { queryOptions, useQueries, useSuspenseQuery } from '@tanstack/react-query'

import type { PersonaView, ToolListView, ToolView } from '#bff'

import { ApiError } from '../api/ApiError.ts'
import { call } from '../api/client.ts'
import { queryClient } from '../api/queryClient.ts'
import { sessionQuery } from '../session/queries.ts'

/** A persona's list as it was answered, or why the console server could not ask for it. */
export type ToolList = { ok: true; list: ToolListView } | { ok: false; error: ApiError }

export const gatewaysQuery = queryOptions({
  queryKey: ['gateways'],
  queryFn: async ({ signal }) => (await call('GET /bff/gateways', { signal })).gateways,
  staleTime: Number.POSITIVE_INFINITY,
})

/** A persona's first request mints its token: only then are there claims to show. */
function refreshClaims(as: string) {
  const session = queryClient.getQueryData(sessionQuery.queryKey)
  const persona = session?.personas.find(({ id }) => id === as)
  if (persona && !persona.claims) void queryClient.invalidateQueries(sessionQuery)
}

/** A gateway's first answer is what its transport is found out by. */
function refreshTransport(gateway: string) {
  const gateways = queryClient.getQueryData(gatewaysQuery.queryKey)
  if (gateways?.find(({ id }) => id === gateway)?.transport === 'unknown')
    void queryClient.invalidateQueries(gatewaysQuery)
}

/**
 * The tools that `as` sees. A failure is data here, so that one persona's trouble stays in its own
 * column; only a lost sign-in throws, because it concerns the whole page.
 */
export const toolsQuery = (gateway: string, as: string) =>
  queryOptions({
    queryKey: ['tools', gateway, as],
    queryFn: async ({ signal }): Promise<ToolList> => {
      try {
        const params = { gateway }
        const route = 'GET /bff/gateways/:gateway/tools'
        const list = await call(route, { params, query: { as }, signal })
        refreshClaims(as)
        refreshTransport(gateway)
        return { ok: true, list }
      } catch (error) {
        if (error instanceof ApiError && error.code !== 'session_required')
          return { ok: false, error }
        throw error
      }
    },
    staleTime: ({ state }) => (listedTools(state.data) ? 60_000 : 0),
  })

/** The rules that the gateway reports; a gateway that reports none is not an error. */
export const policyQuery = (gateway: string) =>
  queryOptions({
    queryKey: ['policy', gateway],
    queryFn: ({ signal }) =>
      call('GET /bff/gateways/:gateway/policy', { params: { gateway }, signal }),
  })

export const usePolicy = (gateway: string) => useSuspenseQuery(policyQuery(gateway)).data

/** Whether asking as a persona can succeed; where its provider is away, a live token still may. */
export const mayAsk = ({ state }: PersonaView): boolean =>
  state === 'ready' || state === 'unavailable'

/** The tools of a list that could be read; undefined says nothing about what is hidden. */
export function listedTools(answer: ToolList | undefined): ToolView[] | undefined {
  if (!answer?.ok || answer.list.answer.verdict.outcome !== 'allowed') return undefined
  return answer.list.tools
}

/**
 * The lists of several personas, as far as they are known. With `fetch: false` nothing is asked:
 * only what this visit has read already is there. A persona that must sign in first is not asked for.
 */
export function useToolLists(gateway: string, personas: readonly PersonaView[], fetch = true) {
  const results = useQueries({
    queries: personas.map((persona) => ({
      ...toolsQuery(gateway, persona.id),
      enabled: fetch && mayAsk(persona),
    })),
  })
  const lists = results.map((result) => result.data)
  return { lists, refetch: (index: number) => void results[index]?.refetch() }
}
