import { useQuery } from '@tanstack/react-query'

import type { AccessLogView, GatewayView } from '#bff'

import { gatewaysQuery } from '../../mcp/queries.ts'
import { usePersonas } from '../../session/queries.ts'
import { logQuery } from '../queries.ts'

/** The gateway's own log: undefined while it is read; without lines where it has none, with the reason. */
export function useLog(gateway: string): AccessLogView | undefined {
  const { data: gateways } = useQuery(gatewaysQuery)
  const view: GatewayView | undefined = gateways?.find(({ id }) => id === gateway)
  const available = view?.features.log.available === true
  const { data } = useQuery({ ...logQuery(gateway), enabled: available })
  if (gateways === undefined) return undefined
  if (!view) return without('This console has no such gateway any more.')
  if (!available) return without(view.features.log.reason)
  if (data === undefined) return undefined
  return data.ok ? data.value : without(data.error.message)
}

const without = (reason: string | undefined): AccessLogView => ({
  available: false,
  ...(reason === undefined ? {} : { reason }),
  lines: [],
})

/** Whom a persona is to a gateway, where its token is known. */
export function useSubjects(): (persona: string) => string | undefined {
  const personas = usePersonas()
  return (persona) => {
    const sub = personas.find(({ id }) => id === persona)?.claims?.['sub']
    return typeof sub === 'string' ? sub : undefined
  }
}
