import { useMemo } from 'react'
import { useSearchParams } from 'react-router'

import type { RegistryKind } from '#bff'

import { kinds, taggedKinds } from '../records/kinds.ts'
import type { Place } from '../records/place.ts'
import { RecordList } from '../records/RecordList.tsx'
import { catalogColumns, deployable } from './catalogColumns.tsx'
import { RecordCards } from './RecordCards.tsx'
import { ViewChoice } from './ViewChoice.tsx'

const facets = [
  { name: 'provider', label: 'Provider' },
  { name: 'model', label: 'Model' },
  { name: 'transport', label: 'Transport' },
  { name: 'label', label: 'Label' },
]

/** One kind of the catalogue, as a table or as cards. */
export function KindList({
  kind,
  place,
  onDeploy,
}: {
  kind: RegistryKind
  place: Place
  onDeploy: (name: string) => void
}) {
  const { as } = place
  const [url] = useSearchParams()
  const columns = useMemo(
    () => catalogColumns(kind, as, taggedKinds.has(kind), onDeploy),
    [kind, as, onDeploy],
  )
  return (
    <RecordList
      kind={kind}
      place={place}
      facets={facets}
      columns={columns}
      choice={<ViewChoice />}
      renderRows={
        url.get('view') === 'cards'
          ? (window, total) => (
              <RecordCards
                label={kinds[kind].plural}
                window={window}
                total={total}
                as={as}
                onDeploy={deployable.has(kind) ? onDeploy : undefined}
              />
            )
          : undefined
      }
    />
  )
}
