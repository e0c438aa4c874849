import { type LoaderFunctionArgs, replace, type ShouldRevalidateFunctionArgs } from 'react-router'

import { queryClient } from '../api/queryClient.ts'
import { gatewaysQuery, mayAsk, policyQuery, toolsQuery } from '../mcp/queries.ts'
import { sessionQuery } from '../session/queries.ts'
import { callsQuery } from './queries.ts'

/** Long enough that lists are there with the page, short enough that a slow gateway does not hide it. */
const patienceMs = 500

/** What is needed once a tool is chosen: not with the page, but before it is pressed. */
export const loadWork = () => import('./ToolWork.tsx')

/**
 * Reads what a page of this area shows first. Of the personas that the URL names the first `atMost` act;
 * where they are fewer than `atLeast`, the gateway's first fill up, and the URL says so. Lists never throw.
 */
export const loadTools =
  (atLeast: number, atMost: number) =>
  async ({ request }: LoaderFunctionArgs): Promise<Response | null> => {
    const url = new URL(request.url)
    const [session, gateways] = await Promise.all([
      queryClient.ensureQueryData(sessionQuery),
      queryClient.ensureQueryData(gatewaysQuery),
    ])
    const named = url.searchParams.get('gateway')
    const gateway = gateways.find(({ id }) => id === named) ?? gateways[0]
    if (!gateway) return null
    const asked = url.searchParams.get('as') ?? ''
    const personas = fill(asked.split(','), gateway.personas, atLeast).slice(0, atMost)
    if (personas.join(',') !== asked) {
      url.searchParams.set('as', personas.join(','))
      return replace(url.pathname + url.search)
    }
    const lists = session.personas
      .filter((persona) => personas.includes(persona.id) && mayAsk(persona))
      .map(({ id }) => queryClient.ensureQueryData(toolsQuery(gateway.id, id)))
    await Promise.all([
      queryClient.ensureQueryData(callsQuery(gateway.id)),
      queryClient.ensureQueryData(policyQuery(gateway.id)),
      Promise.race([Promise.all(lists), pause(patienceMs)]),
      atMost === 1 && url.searchParams.has('tool') ? loadWork() : null,
    ])
    return null
  }

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

function fill(asked: readonly string[], known: readonly string[], atLeast: number): string[] {
  const acting = [...new Set(asked)].filter((id) => known.includes(id))
  const others = known.filter((id) => !acting.includes(id))
  return [...acting, ...others.slice(0, Math.max(0, atLeast - acting.length))]
}

/** Only another gateway or another persona needs data; a tool or its arguments do not. */
export function shouldRevalidate({ currentUrl, nextUrl }: ShouldRevalidateFunctionArgs): boolean {
  return ['gateway', 'as'].some(
    (name) => currentUrl.searchParams.get(name) !== nextUrl.searchParams.get(name),
  )
}
