import { useSuspenseQuery } from '@tanstack/react-query'
import { useParams, useSearchParams } from 'react-router'

import { queryClient } from '../api/queryClient.ts'
import { gatewaysQuery } from '../mcp/queries.ts'
import { paths } from '../paths.ts'
import { Trail } from '../records/Trail.tsx'
import { GatewayBody } from './GatewayBody.tsx'
import { lookAs } from './lookAs.ts'
import { NoSuchGateway } from './NoSuchGateway.tsx'

export const loader = () => queryClient.ensureQueryData(gatewaysQuery)

/** `/gateways/:id`: one gateway, from its address to the tools behind it. */
export function Component() {
  const { id = '' } = useParams()
  const [url] = useSearchParams()
  const { data: gateways } = useSuspenseQuery(gatewaysQuery)
  const gateway = gateways.find((each) => each.id === id)
  return (
    <>
      <Trail to={paths.gateways()} label="Gateways" />
      {gateway ? (
        <GatewayBody key={id} gateway={gateway} as={lookAs(url.get('as'), gateway)} />
      ) : (
        <NoSuchGateway id={id} />
      )}
    </>
  )
}
