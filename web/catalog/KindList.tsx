import { useMemo } from 'react'
import { useSearchParams } from 'react-router'

import type { RegistryKind } from '#bff'

import { readList } from '../records/address.ts'
import { FacetSelect } from '../records/FacetSelect.tsx'
import { kinds, taggedKinds } from '../records/kinds.ts'
import { ListTrouble } from '../records/ListTrouble.tsx'
import type { Place } from '../records/place.ts'
import { RecordTable } from '../records/RecordTable.tsx'
import { SearchField } from '../records/SearchField.tsx'
import { useRecordCommands } from '../records/useRecordCommands.ts'
import { useSort } from '../records/useSort.ts'
import { useWindow } from '../records/useWindow.ts'
import { catalogColumns, deployable } from './catalogColumns.tsx'
import { RecordCards } from './RecordCards.tsx'
import { ViewChoice } from './ViewChoice.tsx'

const facets = [
  ['provider', 'Provider'],
  ['model', 'Model'],
  ['transport', 'Transport'],
  ['label', 'Label'],
] as const

/** One kind of record: searched, filtered and sorted; as a table or as cards. */
export function KindList({
  kind,
  place: { registry, as },
  onDeploy,
}: {
  kind: RegistryKind
  place: Place
  onDeploy: (name: string) => void
}) {
  const [url] = useSearchParams()
  const state = readList(url)
  const window = useWindow(kind, state, as)
  const setSort = useSort()
  useRecordCommands(window.records, as)
  const { list } = window
  const label = kinds[kind].plural
  const noun = label.startsWith('MCP') ? 'MCP servers' : label.toLowerCase()
  const columns = useMemo(
    () => catalogColumns(kind, as, taggedKinds.has(kind), onDeploy),
    [kind, as, onDeploy],
  )
  return (
    <>
      <div className="mb-4 flex flex-wrap items-center gap-2">
        <SearchField placeholder={`Search ${noun}`} />
        {facets.map(([name, words]) => (
          <FacetSelect key={name} name={name} label={words} values={list?.facets[name]} />
        ))}
        <output className="ml-auto text-sm text-ink-2">
          {list ? `${list.total.toLocaleString('en')} of ${list.all.toLocaleString('en')}` : ''}
        </output>
        <ViewChoice />
      </div>
      <ListTrouble window={window} registry={registry} as={as} noun={noun} />
      {list && list.total > 0 && url.get('view') === 'cards' ? (
        <RecordCards
          label={label}
          window={window}
          total={list.total}
          as={as}
          onDeploy={deployable.has(kind) ? onDeploy : undefined}
        />
      ) : null}
      {list && list.total > 0 && url.get('view') !== 'cards' ? (
        <RecordTable
          label={label}
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
