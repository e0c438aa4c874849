import { useMemo, useState } from 'react'

import { paths } from '../paths.ts'
import { ActionLink } from '../records/ActionLink.tsx'
import { DeployDialog, type DeployStart } from '../records/deploy/DeployDialog.tsx'
import { fetchLists } from '../records/fetchLists.ts'
import { loadRegistry } from '../records/loadRegistry.ts'
import type { Place } from '../records/place.ts'
import { RecordList } from '../records/RecordList.tsx'
import { RegistryPage } from '../records/RegistryPage.tsx'
import { Button } from '../ui/Button.tsx'
import { instanceColumns } from './instanceColumns.tsx'
import { sayOrigin, sayPhase } from './words.ts'

export const loader = loadRegistry(2, (asked) => fetchLists('deployments', asked))

const facets = [
  { name: 'kind', label: 'Type' },
  { name: 'runtime', label: 'Runtime' },
  { name: 'origin', label: 'Managed', say: sayOrigin },
  { name: 'status', label: 'Status', say: sayPhase },
]

/** `/instances`: every Deployment, where it runs and how it is. */
export function Component() {
  const [deploying, setDeploying] = useState<DeployStart | null>(null)
  return (
    <RegistryPage
      title="Instances"
      lead="Every Deployment that the registry knows, where it runs, and how it is."
      atMost={2}
      renderAction={({ as }) => (
        <>
          <ActionLink to={paths.chatCompare({ as })}>Compare answers</ActionLink>
          <ActionLink to={paths.apply({ as })}>Apply YAML</ActionLink>
          <Button variant="primary" onClick={() => setDeploying({})}>
            Deploy
          </Button>
        </>
      )}
    >
      {(place) => (
        <>
          <Instances place={place} />
          <DeployDialog start={deploying} as={place.as} onClose={() => setDeploying(null)} />
        </>
      )}
    </RegistryPage>
  )
}

function Instances({ place }: { place: Place }) {
  const { registry, as } = place
  const columns = useMemo(() => instanceColumns(registry, as), [registry, as])
  return <RecordList kind="deployments" place={place} facets={facets} columns={columns} />
}
