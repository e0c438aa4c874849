import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'

import type { GatewayAbout, GatewayView, PersonaView, UpstreamView } from '#bff'

import { upstreamsQuery } from '../api/queries.ts'
import { aboutQuery } from '../mcp/about.ts'
import { mayAsk } from '../mcp/queries.ts'
import type { Answer } from '../records/answer.ts'
import { usePersonas } from '../session/queries.ts'

/** The personas that may act at a gateway, in the order of its configuration. */
export function useGatewayPersonas({ personas }: GatewayView): PersonaView[] {
  const everyone = usePersonas()
  return useMemo(
    () => personas.flatMap((id) => everyone.filter((persona) => persona.id === id)),
    [personas, everyone],
  )
}

/** What a gateway says of itself to `as`; undefined while it is asked, or where that persona cannot ask. */
export function useAbout(
  gateway: GatewayView,
  as: PersonaView | undefined,
): { about: Answer<GatewayAbout> | undefined; retry: () => void } {
  const { data, refetch } = useQuery({
    ...aboutQuery(gateway.id, as?.id ?? ''),
    enabled: as !== undefined && mayAsk(as),
  })
  return { about: data, retry: () => void refetch() }
}

/** How the gateway's data port and its admin port are, as the console server last knocked at them. */
export function usePulse(gateway: string): Record<'data' | 'admin', UpstreamView | undefined> {
  const { data: upstreams = [] } = useQuery(upstreamsQuery)
  const find = (id: string) => upstreams.find((each) => each.id === id)
  return { data: find(gateway), admin: find(`${gateway}/admin`) }
}
