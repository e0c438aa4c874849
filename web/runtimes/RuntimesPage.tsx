import { useMemo } from 'react'

import { paths } from '../paths.ts'
import { ActionLink } from '../records/ActionLink.tsx'
import { fetchLists } from '../records/fetchLists.ts'
import { loadRegistry } from '../records/loadRegistry.ts'
import type { Place } from '../records/place.ts'
import { RecordList } from '../records/RecordList.tsx'
import { RegistryPage } from '../records/RegistryPage.tsx'
import { runtimeColumns } from './runtimeColumns.tsx'

export const loader = loadRegistry(2, (asked) => fetchLists('runtimes', asked))

const facets = [
  { name: 'platform', label: 'Platform' },
  { name: 'type', label: 'Type' },
  { name: 'region', label: 'Region' },
]

/** `/runtimes`: every place that something can run. */
export function Component() {
  return (
    <RegistryPage
      title="Runtimes"
      lead="Where a Deployment can run: clusters and accounts that the registry is connected to."
      atMost={2}
      renderAction={({ as }) => (
        <ActionLink primary to={paths.newRuntime({ as })}>
          Add runtime
        </ActionLink>
      )}
    >
      {(place) => <Runtimes place={place} />}
    </RegistryPage>
  )
}

function Runtimes({ place }: { place: Place }) {
  const columns = useMemo(() => runtimeColumns(place.as), [place.as])
  return <RecordList kind="runtimes" place={place} facets={facets} columns={columns} />
}
