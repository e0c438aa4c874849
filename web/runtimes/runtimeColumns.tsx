import type { RecordView } from '#bff'

import { dash, RegionCell, StatusCell, TimeCell } from '../records/cells.tsx'
import { column } from '../records/columns.ts'
import { RecordLink } from '../records/RecordLink.tsx'
import type { RecordColumns } from '../records/RecordTable.tsx'
import { pageOfObject } from '../records/where.ts'
import { PlatformMark } from '../ui/PlatformMark.tsx'

/** Platform, name, region and instances stand in the order of the walk-through's table. */
export const runtimeColumns = (as: string): RecordColumns =>
  column.columns([
    column.display({
      id: 'platform',
      header: 'Platform',
      meta: { width: '9rem', narrow: 'body' },
      cell: ({ row: { original } }) => (
        <span className="flex min-w-0 items-center gap-2.5">
          <PlatformMark platform={original.runtime?.platform} />
          <span className="truncate">{original.runtime?.platform ?? 'Other'}</span>
        </span>
      ),
    }),
    column.display({
      id: 'name',
      header: 'Name',
      meta: { narrow: 'head' },
      cell: ({ row: { original } }) => (
        <RecordLink
          to={pageOfObject(original.object, as)}
          name={original.object.metadata.name}
          strong
          struck={original.status?.phase === 'terminating'}
        />
      ),
    }),
    column.display({
      id: 'type',
      header: 'Type',
      meta: { width: '10.5rem', narrow: 'body' },
      cell: ({ row: { original } }) => (
        <span className="block truncate">{original.runtime?.type ?? dash}</span>
      ),
    }),
    column.display({
      id: 'region',
      header: 'Region',
      meta: { width: '9rem', narrow: 'body', from: 52 },
      cell: ({ row: { original } }) => <RegionCell runtime={original.runtime} />,
    }),
    column.display({
      id: 'instances',
      header: 'Instances',
      meta: { width: '9.5rem', narrow: 'body' },
      cell: ({ row: { original } }) => sayInstances(original.instances),
    }),
    column.display({
      id: 'status',
      header: 'Sync status',
      meta: { width: '15rem', narrow: 'line' },
      cell: ({ row: { original } }) => <StatusCell status={original.status} />,
    }),
    column.display({
      id: 'created',
      header: 'Created',
      meta: { width: '6.5rem', narrow: 'none', from: 62 },
      cell: ({ row: { original } }) => <TimeCell iso={original.object.metadata.createdAt} />,
    }),
  ])

/** `2`, or `2, of which 1 discovered`: the registry's own are what the walk-through counts. */
export function sayInstances(instances: RecordView['instances']): string {
  if (!instances) return '–'
  const all = instances.managed + instances.discovered
  return instances.discovered === 0 ? String(all) : `${all}, ${instances.discovered} discovered`
}
