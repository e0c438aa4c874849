import { useSuspenseQuery } from '@tanstack/react-query'

import { queryClient } from '../api/queryClient.ts'
import { gatewaysQuery } from '../mcp/queries.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { GatewayTable } from './list/GatewayTable.tsx'

export const loader = () => queryClient.ensureQueryData(gatewaysQuery)

/** `/gateways`: every gateway of the configuration, and what each says of itself. */
export function Component() {
  const { data: gateways } = useSuspenseQuery(gatewaysQuery)
  return (
    <>
      <PageHeader title="Gateways">
        Every door to tools that this console knows, and what each says of itself.
      </PageHeader>
      {gateways.length > 0 ? (
        <GatewayTable gateways={gateways} />
      ) : (
        <EmptyState title="No gateway is configured">
          Name one under <code className="font-mono">gateways</code> in the file that{' '}
          <code className="font-mono">PARALLAX_CONFIG</code> points at, with its URL and the
          personas that may act at it, then start the console again.
        </EmptyState>
      )}
    </>
  )
}
