import { useSuspenseQuery } from '@tanstack/react-query'
import { Link, type LoaderFunctionArgs, useParams, useSearchParams } from 'react-router'

import { queryClient } from '../../api/queryClient.ts'
import { gatewaysQuery, policyQuery } from '../../mcp/queries.ts'
import { paths } from '../../paths.ts'
import { sessionQuery, usePersonas } from '../../session/queries.ts'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { NoSuchGateway } from '../NoSuchGateway.tsx'
import { Bench } from './Bench.tsx'

export const loader = async ({ params: { id = '' } }: LoaderFunctionArgs) => {
  const [gateways] = await Promise.all([
    queryClient.ensureQueryData(gatewaysQuery),
    queryClient.ensureQueryData(sessionQuery),
  ])
  if (gateways.some((gateway) => gateway.id === id))
    await queryClient.ensureQueryData(policyQuery(id))
  return null
}

/** `/gateways/:id/policy`: the rules of a gateway, and what becomes of everybody if they change. */
export function Component() {
  const { id = '' } = useParams()
  const [url] = useSearchParams()
  const { data: gateways } = useSuspenseQuery(gatewaysQuery)
  const all = usePersonas()
  const gateway = gateways.find((each) => each.id === id)
  if (!gateway) return <NoSuchGateway id={id} />
  const own = all.filter((persona) => gateway.personas.includes(persona.id))
  const asked = (url.get('as') ?? '').split(',')
  const named = own.filter((persona) => asked.includes(persona.id))
  return (
    <div className="@container">
      <nav aria-label="Up" className="mb-2 text-sm">
        <Link className="py-1 text-ink-2 underline hover:text-ink" to={paths.gateway(id)}>
          {gateway.label}
        </Link>
      </nav>
      <PageHeader title="Policy bench">
        The rules of <code className="font-mono">{gateway.label}</code>, and what they make of every
        persona and every tool while you change them.
      </PageHeader>
      <Bench key={id} gateway={gateway} personas={named.length > 0 ? named : own} />
    </div>
  )
}
