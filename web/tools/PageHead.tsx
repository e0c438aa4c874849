import type { ReactNode } from 'react'

import type { GatewayView } from '#bff'

import { sayTransport } from '../mcp/saySession.ts'
import { useBounds } from '../session/actors.ts'
import { Select } from '../ui/inputs.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import type { Address } from './useAddress.ts'
import { useSetAddress } from './useAddress.ts'
import { useGateways } from './useGateways.ts'

/** A gateway by its name, its product where that is another, and its transport as far as that is known. */
function sayGateway({ label, product, transport = 'unknown' }: GatewayView): string {
  const kind = product === 'other' ? 'MCP server' : product
  const more = [
    ...(kind === label ? [] : [kind]),
    ...(transport === 'unknown' ? [] : [sayTransport(transport)]),
  ].join(', ')
  return more === '' ? label : `${label} · ${more}`
}

/** Heading, one sentence, and which gateway, where there is more than one. Only its personas act here. */
export function PageHead({
  title,
  address,
  children,
  actions,
}: {
  title: string
  address: Address
  children: ReactNode
  actions?: ReactNode
}) {
  const gateways = useGateways()
  useBounds(address.gateway.personas)
  const set = useSetAddress()
  return (
    <PageHeader
      title={title}
      action={
        <>
          {gateways.length > 1 ? (
            <Select
              aria-label="Gateway"
              className="w-auto! max-w-[calc(100vw-2rem)] text-ellipsis"
              value={address.gateway.id}
              onChange={({ target }) =>
                set({ gateway: target.value, tool: '', args: '', call: '', item: '' })
              }
            >
              {gateways.map((gateway) => (
                <option key={gateway.id} value={gateway.id}>
                  {sayGateway(gateway)}
                </option>
              ))}
            </Select>
          ) : null}
          {actions}
        </>
      }
    >
      {children}
    </PageHeader>
  )
}
