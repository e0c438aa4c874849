import { Icon } from '../ui/Icon.tsx'
import type { RecordColumns } from './RecordTable.tsx'

const turned = { ascending: 'rotate-180', descending: '' }

/** The head of a column; where the list can be sorted by it, a button that does. */
export function SortHead({
  column: { id = '', header, meta },
  sort,
  onSort,
}: {
  column: RecordColumns[number]
  sort: string
  onSort: (field: string) => void
}) {
  const direction =
    sort === id ? ('ascending' as const) : sort === `-${id}` ? ('descending' as const) : undefined
  return (
    <th
      scope="col"
      aria-sort={direction}
      style={meta?.width === undefined ? undefined : { width: meta.width }}
      className="h-10 px-2 text-start text-sm font-bold text-ink-2 first:pl-4 last:pr-4"
    >
      {meta?.unsorted ? (
        <span className={header === '' ? 'sr-only' : ''}>{String(header) || 'Actions'}</span>
      ) : (
        <button
          type="button"
          onClick={() => onSort(id)}
          className="-mx-1.5 flex min-h-8 items-center gap-1 rounded-control px-1.5 hover:bg-sunk hover:text-ink"
        >
          {String(header)}
          {direction === undefined ? null : (
            <Icon name="chevronDown" className={`size-3.5 ${turned[direction]}`} />
          )}
        </button>
      )}
    </th>
  )
}
