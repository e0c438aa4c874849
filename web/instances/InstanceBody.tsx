import type { ReactNode } from 'react'

import type { RecordDetail } from '#bff'

import type { RecordAt } from '../records/asked.ts'
import { Manifest } from '../records/Manifest.tsx'
import { MaskedEnv } from '../records/Masked.tsx'
import type { Place } from '../records/place.ts'
import { mapAt, textAt } from '../records/read.ts'
import { RecordLink } from '../records/RecordLink.tsx'
import { RuntimeCell } from '../records/RuntimeCell.tsx'
import { Section } from '../records/Section.tsx'
import { pageOfReference } from '../records/where.ts'
import { Properties } from '../ui/Properties.tsx'
import { StatusBadge } from '../ui/StatusBadge.tsx'
import { RelativeTime } from '../ui/time.tsx'
import { InstanceActions } from './InstanceActions.tsx'
import { Logs } from './Logs.tsx'
import { Timeline } from './Timeline.tsx'

/** A Deployment that was found. */
export function InstanceBody({
  detail,
  place,
  at,
}: {
  detail: RecordDetail
  place: Place
  at: RecordAt
}) {
  const { as, registry } = place
  const { object, status, target, runtime, origin } = detail
  const { name, createdAt, updatedAt, namespace } = object.metadata
  const workload =
    textAt(object.status, 'runtime', 'id') ??
    textAt(object.status, 'details', 'runtimeMetadata', 'remoteId') ??
    textAt(object.status, 'details', 'remoteId')
  const endpoint =
    textAt(object.status, 'runtime', 'endpoint') ??
    textAt(object.status, 'details', 'runtimeMetadata', 'endpoint')
  const rows: [string, ReactNode][] = [
    [
      target?.kind ?? 'Agent',
      target && (
        <span key="target" className="flex flex-wrap items-baseline gap-x-2">
          <RecordLink to={pageOfReference(target, as)} name={target.name} />
          {code(target.tag)}
        </span>
      ),
    ],
    ['Runtime', <RuntimeCell key="runtime" runtime={runtime} as={as} />],
    ['Region', code(runtime?.region)],
    ['Managed', origin === 'discovered' ? 'no, discovered' : 'by the registry'],
    ['Workload', code(workload)],
    ['Endpoint', code(endpoint)],
    ['Model', code(textAt(object.spec, 'modelRef', 'name'))],
    ['Namespace', code(namespace ?? 'default')],
    ['Created', createdAt && <RelativeTime key="created" iso={createdAt} />],
    ['Updated', updatedAt && <RelativeTime key="updated" iso={updatedAt} />],
  ]
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
      <div className="flex flex-wrap items-start justify-between gap-4">
        {status ? (
          <div className="min-w-0 flex-1 basis-80 text-lg">
            <StatusBadge status={status} whole />
          </div>
        ) : null}
        <InstanceActions detail={detail} place={place} />
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-8 @5xl:grid-cols-2">
        <Section title="Configuration">
          <div className="rounded-panel border border-line bg-panel p-4">
            <Properties
              rows={rows.flatMap(([label, value]) =>
                value === undefined ? [] : [[label, value] as const],
              )}
            />
          </div>
        </Section>
        <Section title="What happened">
          <Timeline object={object} />
        </Section>
      </div>
      <Section
        title="Environment"
        lead="A change here reaches a running workload only when it is undeployed and deployed again."
      >
        <MaskedEnv key={as} name={name} at={at} as={as} entries={mapAt(object.spec, 'env')} />
      </Section>
      <Section title="Logs" lead="What the workload itself writes.">
        <Logs name={name} at={at} as={as} />
      </Section>
      <Section title="As text">
        <Manifest detail={detail} registry={registry.url} />
      </Section>
    </div>
  )
}

/** Something that was on a wire. */
const code = (text: string | undefined) =>
  text === undefined ? undefined : <code className="font-mono text-sm">{text}</code>
