import { useSuspenseQuery } from '@tanstack/react-query'
import { useParams, useSearchParams } from 'react-router'

import type { RegistryKind } from '#bff'

import { queryClient } from '../api/queryClient.ts'
import { paths } from '../paths.ts'
import type { RecordAt } from '../records/asked.ts'
import { isKind, kinds } from '../records/kinds.ts'
import { loadRegistry } from '../records/loadRegistry.ts'
import type { Place } from '../records/place.ts'
import { recordQuery, runtimesQuery } from '../records/queries.ts'
import { descriptionOf } from '../records/read.ts'
import { RegistryPage } from '../records/RegistryPage.tsx'
import { Trail } from '../records/Trail.tsx'
import { Trouble } from '../records/Trouble.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { RecordBody } from './RecordBody.tsx'

/** Which record the address names. */
const readAddress = (url: URLSearchParams) => ({
  namespace: url.get('namespace') ?? undefined,
  tag: url.get('tag') ?? undefined,
})

export const loader = loadRegistry(1, ({ as, url, params: { kind, name = '' } }) =>
  isKind(kind)
    ? as.flatMap((each) => [
        queryClient.fetchQuery(recordQuery(kind, name, each, readAddress(url.searchParams))),
        queryClient.fetchQuery(runtimesQuery(each)),
      ])
    : [],
)

/** `/catalog/:kind/:name`: everything about one record of the catalogue. */
export function Component() {
  const { kind, name = '' } = useParams()
  const [url] = useSearchParams()
  if (!isKind(kind)) {
    return (
      <EmptyState title={`“${kind}” is no kind of record`}>
        The catalogue has{' '}
        {Object.values(kinds)
          .map(({ plural }) => plural)
          .join(', ')}
        .
      </EmptyState>
    )
  }
  const address = readAddress(url)
  return (
    <>
      <Trail
        to={paths.catalog({ kind, as: url.get('as') ?? undefined })}
        label={kinds[kind].plural}
      />
      <RegistryPage
        title={name}
        lead={kinds[kind].singular}
        renderLead={({ as }) => <Lead kind={kind} name={name} as={as} address={address} />}
      >
        {(place) => <Record kind={kind} name={name} place={place} address={address} />}
      </RegistryPage>
    </>
  )
}

interface Named {
  kind: RegistryKind
  name: string
  address: RecordAt
}

function Lead({ kind, name, as, address }: Named & { as: string }) {
  const { data } = useSuspenseQuery(recordQuery(kind, name, as, address))
  return data.ok ? (descriptionOf(data.value.object) ?? kinds[kind].singular) : kinds[kind].singular
}

function Record({ kind, name, place, address }: Named & { place: Place }) {
  const { data, refetch } = useSuspenseQuery(recordQuery(kind, name, place.as, address))
  return data.ok ? (
    <RecordBody kind={kind} detail={data.value} place={place} />
  ) : (
    <Trouble error={data.error} onRetry={() => void refetch()} />
  )
}
