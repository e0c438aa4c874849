import type { ReactNode } from 'react'

import { useBounds } from '../session/actors.ts'
import { Select } from '../ui/inputs.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import type { Address } from './useAddress.ts'
import { useSetAddress } from './useAddress.ts'
import { useGateways } from './useGateways.ts'

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
              className="w-auto!"
              value={address.gateway.id}
              onChange={({ target }) =>
                set({ gateway: target.value, tool: '', args: '', call: '' })
              }
            >
              {gateways.map(({ id, label }) => (
                <option key={id} value={id}>
                  {label}
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
