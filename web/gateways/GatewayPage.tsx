import { useSuspenseQuery } from '@tanstack/react-query'
import { type LoaderFunctionArgs, replace, useParams, useSearchParams } from 'react-router'

import { queryClient } from '../api/queryClient.ts'
import { gatewaysQuery } from '../mcp/queries.ts'
import { paths } from '../paths.ts'
import { Trail } from '../records/Trail.tsx'
import { GatewayBody } from './GatewayBody.tsx'
import { lookAs } from './lookAs.ts'
import { NoSuchGateway } from './NoSuchGateway.tsx'

/** The URL comes to name who asks: a persona that may not act at the gateway gives way to its first. */
export async function loader({ request, params: { id } }: LoaderFunctionArgs) {
  const gateway = (await queryClient.ensureQueryData(gatewaysQuery)).find((each) => each.id === id)
  const url = new URL(request.url)
  const asked = url.searchParams.get('as')
  const as = gateway ? lookAs(asked, gateway) : ''
  if (as === '' || as === asked) return null
  url.searchParams.set('as', as)
  return replace(url.pathname + url.search)
}

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
