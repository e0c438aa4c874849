import { useSuspenseQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'

import { queryClient } from '../api/queryClient.ts'
import { gatewaysQuery } from '../mcp/queries.ts'
import { paths } from '../paths.ts'
import { Trail } from '../records/Trail.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { NoSuchGateway } from './NoSuchGateway.tsx'
import { sayProduct } from './words.ts'

export const loader = () => queryClient.ensureQueryData(gatewaysQuery)

/** `/gateways/:id`: one gateway. */
export function Component() {
  const { id = '' } = useParams()
  const { data: gateways } = useSuspenseQuery(gatewaysQuery)
  const gateway = gateways.find((each) => each.id === id)
  return (
    <>
      <Trail to={paths.gateways()} label="Gateways" />
      {gateway ? (
        <PageHeader title={gateway.label}>{sayProduct(gateway.product)}</PageHeader>
      ) : (
        <NoSuchGateway id={id} />
      )}
    </>
  )
}
