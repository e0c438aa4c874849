import type { RecordView, RegistryKind } from '#bff'

import { TimeCell } from '../records/cells.tsx'
import { Chips } from '../records/Chips.tsx'
import { column } from '../records/columns.ts'
import { descriptionOf, textAt } from '../records/read.ts'
import { RecordLink } from '../records/RecordLink.tsx'
import type { RecordColumns } from '../records/RecordTable.tsx'
import { pageOfObject } from '../records/where.ts'
import { Button } from '../ui/Button.tsx'

/** Labels as they are selected by: `team=docs`. */
export const labelsOf = ({ object }: RecordView): string[] =>
  Object.entries(object.metadata.labels ?? {}).map(([label, value]) => `${label}=${value}`)

/** What a kind says of itself beyond its name, in the words of its spec. */
function traitOf({ object: { spec } }: RecordView): string[] {
  const pair = [
    textAt(spec, 'modelProvider') ?? textAt(spec, 'provider'),
    textAt(spec, 'modelName') ?? textAt(spec, 'model'),
  ].filter((each) => each !== undefined)
  if (pair.length > 0) return pair
  const source =
    textAt(spec, 'remote', 'url') ??
    textAt(spec, 'source', 'image') ??
    textAt(spec, 'source', 'package', 'origin', 'identifier') ??
    textAt(spec, 'source', 'repository', 'url')
  return source === undefined ? [] : [source]
}

/** Kinds that a Deployment can name. */
export const deployable: ReadonlySet<RegistryKind> = new Set(['agents', 'mcpservers'])

const traitHeads: Partial<Record<RegistryKind, string>> = {
  agents: 'Model',
  models: 'Model',
  mcpservers: 'Connection',
  skills: 'Source',
  plugins: 'Source',
}

/** The columns of one kind. `onDeploy` opens the dialog for a row. */
export function catalogColumns(
  kind: RegistryKind,
  as: string,
  tagged: boolean,
  onDeploy: (name: string) => void,
): RecordColumns {
  const trait = traitHeads[kind]
  return column.columns([
    column.display({
      id: 'name',
      header: 'Name',
      meta: { narrow: 'head' },
      cell: ({ row: { original } }) => (
        <span className="grid min-w-0">
          <RecordLink
            to={pageOfObject(original.object, as)}
            name={original.object.metadata.name}
            strong
          />
          <span className="truncate text-sm text-ink-2" title={descriptionOf(original.object)}>
            {descriptionOf(original.object)}
          </span>
        </span>
      ),
    }),
    ...(tagged
      ? [
          column.display({
            id: 'tag',
            header: 'Tags',
            meta: { width: '11.5rem', narrow: 'body' },
            cell: ({ row: { original } }) => (
              <Chips words={original.tags ?? []} label="Tags" most={2} />
            ),
          }),
        ]
      : []),
    ...(trait === undefined
      ? []
      : [
          column.display({
            id: trait === 'Model' ? 'model' : 'trait',
            header: trait,
            meta: {
              width: '14rem',
              narrow: 'body',
              from: 58,
              ...(trait !== 'Model' && { unsorted: true as const }),
            },
            cell: ({ row: { original } }) => (
              <span className="grid min-w-0 text-sm" title={traitOf(original).join(' · ')}>
                {traitOf(original).map((line) => (
                  <span key={line} className="truncate">
                    {line}
                  </span>
                ))}
              </span>
            ),
          }),
        ]),
    column.display({
      id: 'labels',
      header: 'Labels',
      meta: { width: '12rem', narrow: 'body', from: 84, unsorted: true },
      cell: ({ row: { original } }) => <Chips words={labelsOf(original)} label="Labels" most={2} />,
    }),
    column.display({
      id: 'updated',
      header: 'Updated',
      meta: { width: '7rem', narrow: 'body' },
      cell: ({ row: { original } }) => <TimeCell iso={original.object.metadata.updatedAt} />,
    }),
    ...(deployable.has(kind)
      ? [
          column.display({
            id: 'deployments',
            header: 'Deployed',
            meta: { width: '6.5rem', narrow: 'body' },
            cell: ({ row: { original } }) => (
              <span className="text-sm">{sayDeployments(original.deployments)}</span>
            ),
          }),
          column.display({
            id: 'deploy',
            header: '',
            meta: { width: '5.5rem', narrow: 'end', unsorted: true },
            cell: ({ row: { original } }) => (
              <Button
                size="sm"
                aria-label={`Deploy ${original.object.metadata.name}`}
                onClick={() => onDeploy(original.object.metadata.name)}
              >
                Deploy
              </Button>
            ),
          }),
        ]
      : []),
  ])
}

/** How often it runs, as a phrase that needs no column head. */
export const sayDeployments = (number: number | undefined): string =>
  number === undefined || number === 0 ? 'nowhere' : number === 1 ? 'once' : `${number} times`
