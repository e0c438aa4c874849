import { useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useSearchParams } from 'react-router'

import { queryClient } from '../api/queryClient.ts'
import { paths } from '../paths.ts'
import { ActionLink } from '../records/ActionLink.tsx'
import { DeployDialog, type DeployStart } from '../records/deploy/DeployDialog.tsx'
import { fetchLists } from '../records/fetchLists.ts'
import { catalogKinds, isKind } from '../records/kinds.ts'
import { loadRegistry } from '../records/loadRegistry.ts'
import type { Place } from '../records/place.ts'
import { countsQuery } from '../records/queries.ts'
import { RegistryPage } from '../records/RegistryPage.tsx'
import { KindList } from './KindList.tsx'
import { KindTabs } from './KindTabs.tsx'

export const loader = loadRegistry(2, (asked) => [
  ...asked.as.slice(0, 1).map((each) => queryClient.fetchQuery(countsQuery(each))),
  ...fetchLists(kindOf(asked.url.searchParams), asked),
])

/** The kind that the URL names; agents where it names none of the catalogue. */
function kindOf(url: URLSearchParams) {
  const asked = url.get('kind')
  return isKind(asked) && catalogKinds.includes(asked) ? asked : 'agents'
}

/** `/catalog`: every record that can be run, or that something that runs is made of. */
export function Component() {
  return (
    <RegistryPage
      title="Catalog"
      lead="What can be run, and what it is made of: records with their tags."
      atMost={2}
      renderAction={({ as }) => <ActionLink to={paths.apply({ as })}>Apply YAML</ActionLink>}
    >
      {(place) => <Catalog place={place} />}
    </RegistryPage>
  )
}

function Catalog({ place }: { place: Place }) {
  const { registry, as, beside } = place
  const [url] = useSearchParams()
  const [deploying, setDeploying] = useState<DeployStart | null>(null)
  const { data: counts } = useSuspenseQuery(countsQuery(as))
  const kind = kindOf(url)
  return (
    <>
      <KindTabs
        registry={registry}
        counts={counts.ok ? counts.value.counts : {}}
        current={kind}
        as={beside === undefined ? as : `${as},${beside}`}
      />
      <KindList
        key={kind}
        kind={kind}
        place={place}
        onDeploy={(name) => setDeploying({ target: { kind, name } })}
      />
      <DeployDialog start={deploying} as={as} onClose={() => setDeploying(null)} />
    </>
  )
}
