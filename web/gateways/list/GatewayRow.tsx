import type { ReactNode } from 'react'
import { Link, useSearchParams } from 'react-router'

import type { GatewayView } from '#bff'

import { sayTransport } from '../../mcp/saySession.ts'
import { paths } from '../../paths.ts'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { AdminPort } from '../AdminPort.tsx'
import { lookAs } from '../lookAs.ts'
import { ProductMark } from '../ProductMark.tsx'
import { Pulse } from '../Pulse.tsx'
import { useComeback } from '../useComeback.ts'
import { useAbout, useGatewayPersonas, usePulse } from '../useGateway.ts'
import { sayProduct, saySessions } from '../words.ts'
import { PersonaTools } from './PersonaTools.tsx'
import { RowTrouble } from './RowTrouble.tsx'
import { troubleOf } from './trouble.ts'

export const columns = [
  { label: 'Gateway', width: undefined },
  { label: 'Transport', width: '10rem' },
  { label: 'Sessions', width: '6.5rem' },
  { label: 'Tools listed', width: '12rem' },
  { label: 'Admin port', width: '9.5rem' },
  { label: 'Status', width: '9.5rem' },
] as const

/** One gateway: a row of the table where there is room, a block of a list where there is not. */
export function GatewayRow({ gateway, wide }: { gateway: GatewayView; wide: boolean }) {
  const [url] = useSearchParams()
  const as = lookAs(url.get('as'), gateway)
  const persona = useGatewayPersonas(gateway).find(({ id }) => id === as)
  const { about, retry } = useAbout(gateway, persona)
  useComeback(gateway.id, persona)
  const pulse = usePulse(gateway.id)
  const said = about?.ok ? about.value : undefined
  const found = troubleOf(persona, about)
  const waiting = about === undefined && found === undefined
  const cells: ReactNode[] = [
    <Name key="name" gateway={gateway} as={as} />,
    waiting ? (
      <Skeleton key="transport" className="h-5 w-28" />
    ) : (
      <span key="transport" className="grid">
        {sayTransport(said?.transport ?? gateway.transport ?? 'unknown')}
        <span className="text-sm text-ink-2">
          {said?.protocolVersion ? `MCP ${said.protocolVersion}` : 'no version agreed'}
        </span>
      </span>
    ),
    waiting ? (
      <Skeleton key="sessions" className="h-5 w-16" />
    ) : (
      saySessions(said?.sessions ?? 'unknown')
    ),
    <PersonaTools key="tools" gateway={gateway} />,
    <AdminPort key="admin" gateway={gateway} />,
    <Pulse key="status" upstream={pulse.data} brief={found !== undefined} />,
  ]
  const trouble =
    persona && found ? <RowTrouble persona={persona} trouble={found} onRetry={retry} /> : null
  return wide ? (
    <tbody className="border-b border-line last:border-b-0">
      <tr className="h-15">
        {cells.map((cell, index) => (
          <td key={columns[index]?.label} className="px-2 py-2 first:pl-4 last:pr-4">
            {cell}
          </td>
        ))}
      </tr>
      {trouble ? (
        <tr>
          <td colSpan={columns.length} className="px-4">
            {trouble}
          </td>
        </tr>
      ) : null}
    </tbody>
  ) : (
    <li className="grid gap-3 border-b border-line px-4 py-3 last:border-b-0">
      {cells[0]}
      <dl className="grid grid-cols-[repeat(auto-fill,minmax(9rem,1fr))] items-start gap-x-4 gap-y-3">
        {cells.slice(1).map((cell, index) => (
          <div key={columns[index + 1]?.label} className="min-w-0">
            <dt className="text-sm text-ink-2">{columns[index + 1]?.label}</dt>
            <dd>{cell}</dd>
          </div>
        ))}
      </dl>
      {trouble}
    </li>
  )
}

function Name({ gateway: { id, label, product, url }, as }: { gateway: GatewayView; as: string }) {
  return (
    <span className="flex min-w-0 items-start gap-2.5">
      <ProductMark product={product} className="mt-0.5 size-5" />
      <span className="grid min-w-0">
        <span className="flex min-w-0 flex-wrap items-baseline gap-x-2">
          <Link
            to={paths.gateway(id, { as })}
            className="font-bold wrap-anywhere underline decoration-line-strong hover:decoration-current"
          >
            {label}
          </Link>
          <span className="text-sm text-ink-2">{sayProduct(product)}</span>
        </span>
        <span className="font-mono text-xs wrap-anywhere text-ink-2">{url}</span>
      </span>
    </span>
  )
}
