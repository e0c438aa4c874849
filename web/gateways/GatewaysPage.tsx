import { useSuspenseQuery } from '@tanstack/react-query'
import { Link } from 'react-router'

import { queryClient } from '../api/queryClient.ts'
import { gatewaysQuery } from '../mcp/queries.ts'
import { paths } from '../paths.ts'
import { PageHeader } from '../ui/PageHeader.tsx'
import { sayProduct } from './words.ts'

export const loader = () => queryClient.ensureQueryData(gatewaysQuery)

/** `/gateways`: every gateway of the configuration, and what each says of itself. */
export function Component() {
  const { data: gateways } = useSuspenseQuery(gatewaysQuery)
  return (
    <div className="@container">
      <PageHeader title="Gateways">
        Every door to tools that this console knows, and what each says of itself.
      </PageHeader>
      <ul className="rounded-panel border border-line bg-panel">
        {gateways.map(({ id, label, product }) => (
          <li key={id} className="border-b border-line px-4 py-3 last:border-b-0">
            <Link to={paths.gateway(id)} className="font-bold underline">
              {label}
            </Link>{' '}
            {sayProduct(product)}
          </li>
        ))}
      </ul>
    </div>
  )
}
