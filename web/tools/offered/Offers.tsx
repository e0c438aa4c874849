import type { PersonaView } from '#bff'

import { useOpenAsks } from '../../mcp/useOpenAsks.ts'
import { Asks } from '../asks/Asks.tsx'
import type { Address } from '../useAddress.ts'
import { Prompts } from './Prompts.tsx'
import { Resources } from './Resources.tsx'

/** What a gateway offers beside tools, as the address says, and what its servers ask meanwhile. */
export function Offers({
  address,
  as,
  capabilities,
}: {
  address: Address
  as: PersonaView
  capabilities: readonly string[]
}) {
  const { gateway, show } = address
  const asks = useOpenAsks().filter((ask) => ask.gateway === gateway.id)
  const completes = capabilities.includes('completions')
  return (
    <div className="grid gap-6">
      <Asks asks={asks} as={as.id} gateway={gateway.label} />
      {show === 'prompts' ? (
        <Prompts key={gateway.id} {...{ address, as, completes }} />
      ) : (
        <Resources key={gateway.id} {...{ address, as, completes }} />
      )}
    </div>
  )
}
