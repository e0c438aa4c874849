import type { ReactNode } from 'react'

import type { GatewayAbout, GatewayView } from '#bff'

import { sayServer, sayTransport } from '../mcp/saySession.ts'
import { list } from '../ui/list.ts'
import { Skeleton } from '../ui/Skeleton.tsx'
import { AdminPort } from './AdminPort.tsx'
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
  const said = (value: ReactNode) => (waiting ? <Skeleton className="h-5 w-28" /> : (value ?? '–'))
  const release = about?.release === undefined ? '' : ` ${about.release}`
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-3 low:gap-y-0">
      <Fact label="Product">{`${sayProduct(gateway.product)}${release}`}</Fact>
      <Fact label="Transport" title={about?.transportSaid}>
        {said(about && sayTransport(about.transport))}
      </Fact>
      <Fact label="Protocol">{said(about?.protocolVersion && `MCP ${about.protocolVersion}`)}</Fact>
      <Fact label="Sessions">{said(about && saySessions(about.sessions))}</Fact>
      <Fact label="Server">{said(about?.server && sayServer(about.server))}</Fact>
      <Fact label="Admin port" className="low:hidden">
        <AdminPort gateway={gateway} />
      </Fact>
      <Fact label="Offers" className="low:hidden">
        {said(about && about.capabilities.length > 0 ? list(about.capabilities) : undefined)}
      </Fact>
    </dl>
  )
}

/** Where there are few lines the values stand alone. `title` says how a value is known. */
function Fact({
  label,
  title,
  className = '',
  children,
}: {
  label: string
  title?: string | undefined
  className?: string
  children: ReactNode
}) {
  return (
    <div className={`min-w-0 ${className}`}>
      <dt className="text-sm text-ink-2 low:sr-only">{label}</dt>
      <dd className="wrap-anywhere" title={title}>
        {children}
        {title === undefined ? null : <span className="sr-only">. {title}</span>}
      </dd>
    </div>
  )
}
