import type { GatewayView } from '#bff'

import { Pulse } from './Pulse.tsx'
import { usePulse } from './useGateway.ts'

/** Whether the configuration names an admin port, and whether it answers. One that several share is knocked at once. */
export function AdminPort({ gateway: { id, features } }: { gateway: GatewayView }) {
  const { admin } = usePulse(id)
  if (admin) return <Pulse upstream={admin} />
  return (
    <span className="text-sm text-ink-2" title={features.topology.reason}>
      {features.topology.available ? 'shared with another' : 'none configured'}
    </span>
  )
}
