import { useSuspenseQuery } from '@tanstack/react-query'
import { useParams, useSearchParams } from 'react-router'

import { queryClient } from '../api/queryClient.ts'
import { paths } from '../paths.ts'
import type { RecordAt } from '../records/asked.ts'
import { loadRegistry } from '../records/loadRegistry.ts'
import type { Place } from '../records/place.ts'
import { recordQuery } from '../records/queries.ts'
import { RegistryPage } from '../records/RegistryPage.tsx'
import { sayRuntime } from '../records/RuntimeCell.tsx'
import { Trail } from '../records/Trail.tsx'
import { Trouble } from '../records/Trouble.tsx'
import { RuntimeBody } from './RuntimeBody.tsx'

const readAddress = (url: URLSearchParams) => ({ namespace: url.get('namespace') ?? undefined })

export const loader = loadRegistry(1, ({ as, url, params: { name = '' } }) =>
  as.map((each) =>
    queryClient.fetchQuery(recordQuery('runtimes', name, each, readAddress(url.searchParams))),
  ),
)

/** `/runtimes/:name`: how a Runtime is connected, and what runs there. */
export function Component() {
  const { name = '' } = useParams()
  const [url] = useSearchParams()
  const at = readAddress(url)
  return (
    <>
      <Trail to={paths.runtimes({ as: url.get('as') ?? undefined })} label="Runtimes" />
      <RegistryPage
        title={name}
        lead="Runtime"
        renderLead={({ as }) => <Lead name={name} as={as} at={at} />}
      >
        {(place) => <Runtime name={name} place={place} at={at} />}
      </RegistryPage>
    </>
  )
}

function Lead({ name, as, at }: { name: string; as: string; at: RecordAt }) {
  const { data } = useSuspenseQuery(recordQuery('runtimes', name, as, at))
  return data.ok && data.value.runtime ? sayRuntime(data.value.runtime) : 'Runtime'
}

function Runtime({ name, place, at }: { name: string; place: Place; at: RecordAt }) {
  const { data, refetch } = useSuspenseQuery(recordQuery('runtimes', name, place.as, at))
  return data.ok ? (
    <RuntimeBody detail={data.value} place={place} />
  ) : (
    <Trouble error={data.error} onRetry={() => void refetch()} />
  )
}
