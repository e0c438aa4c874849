import { useMemo, useState } from 'react'
import { useSearchParams } from 'react-router'

import { queryClient } from '../api/queryClient.ts'
import { paths } from '../paths.ts'
import { ActionLink } from '../records/ActionLink.tsx'
import { readList, toListQuery } from '../records/address.ts'
import { Compared, comparedQuery } from '../records/Compared.tsx'
import { DeployDialog, type DeployStart } from '../records/deploy/DeployDialog.tsx'
import { FacetSelect } from '../records/FacetSelect.tsx'
import { ListTrouble } from '../records/ListTrouble.tsx'
import { loadRegistry } from '../records/loadRegistry.ts'
import type { Place } from '../records/place.ts'
import { listQuery, windowSize } from '../records/queries.ts'
import { RecordTable } from '../records/RecordTable.tsx'
import { RegistryPage } from '../records/RegistryPage.tsx'
import { SearchField } from '../records/SearchField.tsx'
import { useRecordCommands } from '../records/useRecordCommands.ts'
import { useSort } from '../records/useSort.ts'
import { useWindow } from '../records/useWindow.ts'
import { Button } from '../ui/Button.tsx'
import { instanceColumns } from './instanceColumns.tsx'
import { sayOrigin, sayPhase } from './words.ts'

export const loader = loadRegistry(2, ({ as, url }) => {
  const state = readList(url.searchParams)
  return as.map((each) =>
    queryClient.fetchQuery(
      as.length > 1
        ? comparedQuery('deployments', state, each)
        : listQuery('deployments', toListQuery(state, { as: each, offset: 0, limit: windowSize })),
    ),
  )
})

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
          <ActionLink to={paths.apply({ as })}>Apply YAML</ActionLink>
          <Button variant="primary" onClick={() => setDeploying({})}>
            Deploy
          </Button>
        </>
      )}
    >
      {(place) => (
        <>
          {place.beside === undefined ? (
            <Instances place={place} />
          ) : (
            <Beside place={place} beside={place.beside} />
          )}
          <DeployDialog start={deploying} as={place.as} onClose={() => setDeploying(null)} />
        </>
      )}
    </RegistryPage>
  )
}

function Instances({ place: { registry, as } }: { place: Place }) {
  const [url] = useSearchParams()
  const state = readList(url)
  const window = useWindow('deployments', state, as)
  const setSort = useSort()
  useRecordCommands(window.records, as)
  const columns = useMemo(() => instanceColumns(registry, as), [registry, as])
  const { list } = window
  const facets = list?.facets ?? {}
  return (
    <>
      <div className="mb-4 flex flex-wrap items-center gap-2">
        <SearchField placeholder="Search deployments" />
        <FacetSelect name="kind" label="Type" values={facets['kind']} />
        <FacetSelect name="runtime" label="Runtime" values={facets['runtime']} />
        <FacetSelect name="origin" label="Managed" values={facets['origin']} say={sayOrigin} />
        <FacetSelect name="status" label="Status" values={facets['status']} say={sayPhase} />
        <output className="ml-auto text-sm text-ink-2">
          {list ? `${list.total.toLocaleString('en')} of ${list.all.toLocaleString('en')}` : ''}
        </output>
      </div>
      <ListTrouble window={window} registry={registry} as={as} noun="deployments" />
      {list && list.total > 0 ? (
        <RecordTable
          label="Deployments"
          columns={columns}
          window={window}
          total={list.total}
          sort={state.sort}
          onSort={setSort}
        />
      ) : null}
    </>
  )
}

function Beside({ place: { as }, beside }: { place: Place; beside: string }) {
  const [url] = useSearchParams()
  return (
    <Compared
      kind="deployments"
      noun="deployments"
      state={readList(url)}
      personas={[as, beside]}
      to={(name, looker) => paths.instance(name, { as: looker })}
    />
  )
}
