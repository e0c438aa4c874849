import { useState } from 'react'
import { useNavigate } from 'react-router'

import type { RecordDetail } from '#bff'

import { paths } from '../paths.ts'
import { ActionLink } from '../records/ActionLink.tsx'
import { DeleteDialog } from '../records/DeleteDialog.tsx'
import { DeploymentTable } from '../records/DeploymentTable.tsx'
import { Manifest } from '../records/Manifest.tsx'
import type { Place } from '../records/place.ts'
import { at, isFields, textAt } from '../records/read.ts'
import { Section } from '../records/Section.tsx'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Json } from '../ui/Json.tsx'
import { Properties } from '../ui/Properties.tsx'
import { StatusBadge } from '../ui/StatusBadge.tsx'
import { RelativeTime } from '../ui/time.tsx'
import { useToast } from '../ui/toast.tsx'
import { HealthCheck } from './HealthCheck.tsx'
import { sayInstances } from './runtimeColumns.tsx'

/** A Runtime that was found. */
export function RuntimeBody({
  detail,
  place: { registry, as },
}: {
  detail: RecordDetail
  place: Place
}) {
  const { object, status, instances, runtime } = detail
  const { name, namespace, createdAt } = object.metadata
  const [deleting, setDeleting] = useState(false)
  const navigate = useNavigate()
  const say = useToast()
  const config = at(object.spec, 'config')
  const deployments = detail.related.filter((each) => each.object.kind === 'Deployment')
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
      <div className="flex flex-wrap items-start justify-between gap-4">
        {status ? (
          <div className="min-w-0 flex-1 basis-80">
            <StatusBadge status={status} whole />
          </div>
        ) : null}
        <div className="ml-auto flex flex-wrap gap-2">
          <ActionLink to={paths.apply({ kind: 'runtimes', name, namespace, as })}>
            Edit YAML
          </ActionLink>
          <Button
            disabledReason={status?.phase === 'terminating' ? 'It is being deleted.' : undefined}
            onClick={() => setDeleting(true)}
          >
            Delete
          </Button>
        </div>
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-8 @5xl:grid-cols-2">
        <Section title="Configuration">
          <div className="rounded-panel border border-line bg-panel p-4">
            <Properties
              rows={[
                ['Type', textAt(object.spec, 'type') ?? '–'],
                ['Platform', runtime?.platform ?? '–'],
                ['Region', runtime?.region ?? '–'],
                ['Instances', sayInstances(instances)],
                [
                  'Created',
                  createdAt === undefined ? '–' : <RelativeTime key="c" iso={createdAt} />,
                ],
                ...restOf(config).map(
                  ([key, value]) => [key, <Value key={key} name={key} value={value} />] as const,
                ),
              ]}
            />
          </div>
        </Section>
        <HealthCheck url={textAt(config, 'kagentUrl')} />
      </div>
      <Section title="Instances">
        {deployments.length > 0 ? (
          <DeploymentTable deployments={deployments} as={as} show="target" />
        ) : (
          <EmptyState title="Nothing runs here">
            A Deployment whose runtimeRef names {name} would stand here.
          </EmptyState>
        )}
      </Section>
      <Section title="As text">
        <Manifest detail={detail} registry={registry.url} />
      </Section>
      <DeleteDialog
        kind="runtimes"
        detail={detail}
        as={as}
        open={deleting}
        onClose={() => setDeleting(false)}
        onDeleted={(leftBehind) => {
          say([`${name} is deleted.`, ...leftBehind].join(' '))
          void navigate(paths.runtimes({ as }))
        }}
      />
    </div>
  )
}

/** What a Runtime is configured with, but for the region, which has a row of its own. */
const restOf = (config: unknown) =>
  isFields(config) ? Object.entries(config).filter(([key]) => key !== 'region') : []

/** Types of runtimes that this console does not know pass through with whatever they hold. */
function Value({ name, value }: { name: string; value: unknown }) {
  return typeof value === 'object' && value !== null ? (
    <Json value={value} label={name} />
  ) : (
    <code className="font-mono text-sm">{String(value)}</code>
  )
}
