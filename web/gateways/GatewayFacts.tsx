import type { ReactNode } from 'react'

import type { GatewayAbout, GatewayView } from '#bff'

import { sayServer, sayTransport } from '../mcp/saySession.ts'
import { list } from '../ui/list.ts'
import { Skeleton } from '../ui/Skeleton.tsx'
import { AdminPort } from './AdminPort.tsx'
import { Pulse } from './Pulse.tsx'
import { usePulse } from './useGateway.ts'
import { sayProduct, saySessions } from './words.ts'

/** What is known of a gateway at a glance; what it says of itself comes when it has been asked. */
export function GatewayFacts({
  gateway,
  about,
  waiting,
}: {
  gateway: GatewayView
  about: GatewayAbout | undefined
  waiting: boolean
}) {
  const pulse = usePulse(gateway.id)
  const said = (value: ReactNode) => (waiting ? <Skeleton className="h-5 w-28" /> : (value ?? '–'))
  const release = about?.release === undefined ? '' : ` ${about.release}`
  return (
    <div className="grid gap-2">
      <dl className="flex flex-wrap gap-x-8 gap-y-3">
        <Fact label="Product">{`${sayProduct(gateway.product)}${release}`}</Fact>
        <Fact label="Transport">{said(about && sayTransport(about.transport))}</Fact>
        <Fact label="Protocol">
          {said(
            about?.protocolVersion && <code className="font-mono">{about.protocolVersion}</code>,
          )}
        </Fact>
        <Fact label="Sessions">{said(about && saySessions(about.sessions))}</Fact>
        <Fact label="Server">{said(about?.server && sayServer(about.server))}</Fact>
        <Fact label="Offers">
          {said(about && about.capabilities.length > 0 ? list(about.capabilities) : undefined)}
        </Fact>
        <Fact label="Admin port">
          <AdminPort gateway={gateway} />
        </Fact>
        <Fact label="Status">
          <Pulse upstream={pulse.data} />
        </Fact>
      </dl>
      {about ? (
        <p className="text-sm text-ink-2 low:hidden">
          How its transport is known: {about.transportSaid}
        </p>
      ) : null}
    </div>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-sm text-ink-2">{label}</dt>
      <dd className="wrap-anywhere">{children}</dd>
    </div>
  )
}
