import type { ReactNode } from 'react'
import { useSearchParams } from 'react-router'

import type { RegistryKind } from '#bff'

import { readList } from './address.ts'
import { Compared } from './Compared.tsx'
import { FacetSelect } from './FacetSelect.tsx'
import { kinds, nounOf } from './kinds.ts'
import { ListTrouble } from './ListTrouble.tsx'
import type { Place } from './place.ts'
import { type RecordColumns, RecordTable } from './RecordTable.tsx'
import { SearchField } from './SearchField.tsx'
import { useRecordCommands } from './useRecordCommands.ts'
import { useSort } from './useSort.ts'
import { type RowWindow, useWindow } from './useWindow.ts'

interface Listed {
  kind: RegistryKind
  place: Place
  /** What the list can be narrowed by, besides words. */
  facets: readonly { name: string; label: string; say?: (value: string) => string }[]
  columns: RecordColumns
  /** Stands after the count. */
  choice?: ReactNode
  /** Draws the rows where they are no table. */
  renderRows?: ((window: RowWindow, total: number) => ReactNode) | undefined
}

/** The records of one kind: searched, filtered and sorted; as two personas see them where two look. */
export function RecordList(listed: Listed) {
  const { kind, place } = listed
  return place.beside === undefined ? (
    <Rows {...listed} />
  ) : (
    <Compared kind={kind} personas={[place.as, place.beside]} />
  )
}

function Rows({ kind, place: { registry, as }, facets, columns, choice, renderRows }: Listed) {
  const [url] = useSearchParams()
  const state = readList(url)
  const window = useWindow(kind, state, as)
  const setSort = useSort()
  useRecordCommands(window.records, registry, as)
  const { list } = window
  const noun = nounOf(kind)
  return (
    <>
      <div className="mb-4 flex flex-wrap items-center gap-2">
        <SearchField placeholder={`Search ${noun}`} />
        {facets.map((facet) => (
          <FacetSelect key={facet.name} {...facet} values={list?.facets[facet.name]} />
        ))}
        <output className="ml-auto text-sm text-ink-2">
          {list ? `${list.total.toLocaleString('en')} of ${list.all.toLocaleString('en')}` : ''}
        </output>
        {choice}
      </div>
      <ListTrouble window={window} registry={registry} as={as} noun={noun} />
      {!list || list.total === 0
        ? null
        : (renderRows?.(window, list.total) ?? (
            <RecordTable
              label={kinds[kind].plural}
              columns={columns}
              window={window}
              total={list.total}
              sort={state.sort}
              onSort={setSort}
            />
          ))}
    </>
  )
}
