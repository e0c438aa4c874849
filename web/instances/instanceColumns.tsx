import type { RecordView, RegistryView } from '#bff'

import { paths } from '../paths.ts'
import { dash, RegionCell, StatusCell, TimeCell } from '../records/cells.tsx'
import { column } from '../records/columns.ts'
import { RecordLink } from '../records/RecordLink.tsx'
import type { RecordColumns } from '../records/RecordTable.tsx'
import { RuntimeCell } from '../records/RuntimeCell.tsx'
import { pageOfObject, pageOfReference } from '../records/where.ts'
import { ChatButton } from './ChatButton.tsx'

/** The columns of the Instances page; also how a row reads where there is no room for columns. */
export const instanceColumns = (registry: RegistryView, as: string): RecordColumns =>
  column.columns([
    column.display({
      id: 'name',
      header: 'Deployment',
      meta: { narrow: 'head' },
      cell: ({ row: { original } }) => <Name record={original} as={as} />,
    }),
    column.display({
      id: 'target',
      header: 'Agent',
      meta: { width: '9.5rem', narrow: 'body' },
      cell: ({ row: { original } }) => <Target record={original} as={as} />,
    }),
    column.display({
      id: 'runtime',
      header: 'Runtime',
      meta: { width: '13.5rem', narrow: 'body' },
      cell: ({ row: { original } }) => <RuntimeCell runtime={original.runtime} as={as} />,
    }),
    column.display({
      id: 'region',
      header: 'Region',
      meta: { width: '9rem', narrow: 'none', from: 66 },
      cell: ({ row: { original } }) => <RegionCell runtime={original.runtime} />,
    }),
    column.display({
      id: 'status',
      header: 'Status',
      meta: { width: '13.5rem', narrow: 'line' },
      cell: ({ row: { original } }) => <StatusCell status={original.status} />,
    }),
    column.display({
      id: 'updated',
      header: 'Updated',
      meta: { width: '6rem', narrow: 'none', from: 58 },
      cell: ({ row: { original } }) => <TimeCell iso={original.object.metadata.updatedAt} />,
    }),
    column.display({
      id: 'chat',
      header: '',
      meta: { width: '5rem', narrow: 'end', unsorted: true },
      cell: ({ row: { original } }) => (
        <ChatButton
          record={original}
          registry={registry}
          as={as}
          size="sm"
          whyTo={pageOfObject(original.object, as)}
        />
      ),
    }),
  ])

function Name({ record, as }: { record: RecordView; as: string }) {
  const { object, origin, status } = record
  const leaving = status?.phase === 'terminating'
  return (
    <span className="grid min-w-0">
      <RecordLink
        to={pageOfObject(object, as)}
        name={object.metadata.name}
        strong
        struck={leaving}
      />
      <span className="truncate text-sm text-ink-2">
        {[origin, object.metadata.namespace].filter(Boolean).join(' · ')}
      </span>
    </span>
  )
}

function Target({ record: { target, origin }, as }: { record: RecordView; as: string }) {
  // What was found on a runtime names no record of this registry, or one with the tag "unknown".
  if (!target || (origin === 'discovered' && target.tag === 'unknown')) return dash
  return (
    <span className="grid min-w-0">
      <RecordLink to={pageOfReference(target, as) ?? paths.catalog()} name={target.name} />
      <span className="truncate text-sm text-ink-2">
        {target.kind === 'Agent' ? '' : `${target.kind} · `}
        <span className="font-mono">{target.tag}</span>
      </span>
    </span>
  )
}
