import { useQuery } from '@tanstack/react-query'

import type { GatewayView } from '#bff'

import { usePersonas, useStandpoint } from '../session/queries.ts'
import { SessionLine } from './SessionLine.tsx'
import { sessionsQuery } from './sessions.ts'

/** Every persona of a gateway with its session, or the way to begin one. */
export function SessionList({ gateway }: { gateway: GatewayView }) {
  const { data: sessions = [], error } = useQuery(sessionsQuery(gateway.id))
  const personas = usePersonas().filter(({ id }) => gateway.personas.includes(id))
  const standpoint = useStandpoint()
  if (error) return <p className="text-failed">{error.message}</p>
  return (
    <ul className="divide-y divide-line rounded-panel border border-line bg-panel">
      {personas.map((persona) => (
        <li key={persona.id} className="px-4 py-3 low:py-2">
          <SessionLine
            gateway={gateway.id}
            persona={persona}
            standpoint={standpoint(persona.id)}
            session={sessions.findLast((session) => session.persona === persona.id)}
          />
        </li>
      ))}
    </ul>
  )
}
