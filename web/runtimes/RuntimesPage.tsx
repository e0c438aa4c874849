import { useMemo } from 'react'
import { useSearchParams } from 'react-router'

import { queryClient } from '../api/queryClient.ts'
import { paths } from '../paths.ts'
import { ActionLink } from '../records/ActionLink.tsx'
import { readList, toListQuery } from '../records/address.ts'
import { Compared, comparedQuery } from '../records/Compared.tsx'
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
import { runtimeColumns } from './runtimeColumns.tsx'

export const loader = loadRegistry(2, ({ as, url }) => {
  const state = readList(url.searchParams)
  return as.map((each) =>
    queryClient.fetchQuery(
      as.length > 1
        ? comparedQuery('runtimes', state, each)
        : listQuery('runtimes', toListQuery(state, { as: each, offset: 0, limit: windowSize })),
    ),
  )
})

/** `/runtimes`: every place that something can run. */
export function Component() {
  const [url] = useSearchParams()
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
      {(place) =>
        place.beside === undefined ? (
          <Runtimes place={place} />
        ) : (
          <Compared
            kind="runtimes"
            noun="runtimes"
            state={readList(url)}
            personas={[place.as, place.beside]}
            to={(name, looker) => paths.runtime(name, { as: looker })}
          />
        )
      }
    </RegistryPage>
  )
}

function Runtimes({ place: { registry, as } }: { place: Place }) {
  const [url] = useSearchParams()
  const state = readList(url)
  const window = useWindow('runtimes', state, as)
  const setSort = useSort()
  useRecordCommands(window.records, as)
  const columns = useMemo(() => runtimeColumns(as), [as])
  const { list } = window
  return (
    <>
      <div className="mb-4 flex flex-wrap items-center gap-2">
        <SearchField placeholder="Search runtimes" />
        <FacetSelect name="platform" label="Platform" values={list?.facets['platform']} />
        <FacetSelect name="type" label="Type" values={list?.facets['type']} />
        <FacetSelect name="region" label="Region" values={list?.facets['region']} />
        <output className="ml-auto text-sm text-ink-2">
          {list ? `${list.total.toLocaleString('en')} of ${list.all.toLocaleString('en')}` : ''}
        </output>
      </div>
      <ListTrouble window={window} registry={registry} as={as} noun="runtimes" />
      {list && list.total > 0 ? (
        <RecordTable
          label="Runtimes"
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
