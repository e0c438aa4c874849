import { useSuspenseQuery } from '@tanstack/react-query'
import { useParams, useSearchParams } from 'react-router'

import { queryClient } from '../api/queryClient.ts'
import { paths } from '../paths.ts'
import type { RecordAt } from '../records/asked.ts'
import { sayTarget } from '../records/DeploymentTable.tsx'
import { loadRegistry } from '../records/loadRegistry.ts'
import type { Place } from '../records/place.ts'
import { recordQuery } from '../records/queries.ts'
import { RegistryPage } from '../records/RegistryPage.tsx'
import { Trail } from '../records/Trail.tsx'
import { Trouble } from '../records/Trouble.tsx'
import { InstanceBody } from './InstanceBody.tsx'

const readAddress = (url: URLSearchParams) => ({ namespace: url.get('namespace') ?? undefined })

export const loader = loadRegistry(1, ({ as, url, params: { name = '' } }) =>
  as.map((each) =>
    queryClient.fetchQuery(recordQuery('deployments', name, each, readAddress(url.searchParams))),
  ),
)

/** `/instances/:name`: one Deployment, how it came to be as it is, and what its workload writes. */
export function Component() {
  const { name = '' } = useParams()
  const [url] = useSearchParams()
  const at = readAddress(url)
  return (
    <>
      <Trail to={paths.instances({ as: url.get('as') ?? undefined })} label="Instances" />
      <RegistryPage
        title={name}
        lead="Deployment"
        renderLead={({ as }) => <Lead name={name} as={as} at={at} />}
      >
        {(place) => <Instance name={name} place={place} at={at} />}
      </RegistryPage>
    </>
  )
}

function Lead({ name, as, at }: { name: string; as: string; at: RecordAt }) {
  const { data } = useSuspenseQuery(recordQuery('deployments', name, as, at))
  if (!data.ok) return 'Deployment'
  const { runtime, origin } = data.value
  const where = runtime ? ` on ${runtime.name}` : ''
  return origin === 'discovered'
    ? `Found${where}; nobody deployed it through this registry.`
    : `${sayTarget(data.value)}${where}.`
}

function Instance({ name, place, at }: { name: string; place: Place; at: RecordAt }) {
  const { data, refetch } = useSuspenseQuery(recordQuery('deployments', name, place.as, at))
  return data.ok ? (
    <InstanceBody detail={data.value} place={place} at={at} />
  ) : (
    <Trouble error={data.error} onRetry={() => void refetch()} />
  )
}
