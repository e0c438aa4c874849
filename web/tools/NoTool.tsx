import { lazy, Suspense } from 'react'

import type { GatewayView, PersonaView } from '#bff'

import { useOpenAsks } from '../mcp/useOpenAsks.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { useCalls } from './queries.ts'

const Asks = lazy(async () => ({ default: (await import('./asks/Asks.tsx')).Asks }))
const History = lazy(async () => ({ default: (await import('./History.tsx')).History }))

/** Before a tool is chosen: how to, what servers wait for, and the calls so far. */
export function NoTool({ gateway, as }: { gateway: GatewayView; as: PersonaView }) {
  const calls = useCalls(gateway.id)
  const asks = useOpenAsks().filter((ask) => ask.gateway === gateway.id)
  return (
    <div className="@container">
      <div className="grid min-w-0 items-start gap-6 @3xl:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
        <EmptyState title="Choose a tool">
          Or call one by its name: a tool that is hidden from {as.label} may still be asked for, and
          the gateway’s answer is the proof.
        </EmptyState>
        <div className="grid min-w-0 gap-6">
          <Suspense>
            {asks.length > 0 ? <Asks asks={asks} as={as.id} gateway={gateway.label} /> : null}
            {calls.length > 0 ? <History calls={calls} open={undefined} /> : null}
          </Suspense>
        </div>
      </div>
    </div>
  )
}
