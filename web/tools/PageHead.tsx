import type { ReactNode } from 'react'

import { Select } from '../ui/inputs.tsx'
import type { Address } from './useAddress.ts'
import { useSetAddress } from './useAddress.ts'
import { useGateways } from './useGateways.ts'

/** Heading, one sentence, and which gateway, where there is more than one. */
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
  const set = useSetAddress()
  return (
    <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
      <div className="grid gap-1">
        <h1 tabIndex={-1} className="text-xl font-bold">
          {title}
        </h1>
        <p className="text-ink-2">{children}</p>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        {gateways.length > 1 ? (
          <Select
            aria-label="Gateway"
            className="w-auto!"
            value={address.gateway.id}
            onChange={({ target }) => set({ gateway: target.value, tool: '', args: '', call: '' })}
          >
            {gateways.map(({ id, label }) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </Select>
        ) : null}
        {actions}
      </div>
    </header>
  )
}
