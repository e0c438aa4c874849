import { useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'

import type { RecordDetail, RegistryKind } from '#bff'

import { paths } from '../paths.ts'
import { ActionLink } from '../records/ActionLink.tsx'
import { incompatible } from '../records/compatible.ts'
import { DeleteDialog } from '../records/DeleteDialog.tsx'
import { DeployDialog, type DeployStart } from '../records/deploy/DeployDialog.tsx'
import { DeploymentTable } from '../records/DeploymentTable.tsx'
import { Manifest } from '../records/Manifest.tsx'
import type { Place } from '../records/place.ts'
import { runtimesQuery } from '../records/queries.ts'
import { Section } from '../records/Section.tsx'
import { Button } from '../ui/Button.tsx'
import { useToast } from '../ui/toast.tsx'
import { deployable } from './catalogColumns.tsx'
import { ChatLinks } from './ChatLinks.tsx'
import { Connected } from './Connected.tsx'
import { comparedSide, OneAgent, type TwinStart } from './OneAgent.tsx'
import { RecordFacts } from './RecordFacts.tsx'

/** A record of the catalogue that was found: its actions, where it runs, what it says, its text. */
export function RecordBody({
  kind,
  detail,
  place: { registry, as },
}: {
  kind: RegistryKind
  detail: RecordDetail
  place: Place
}) {
  const { name, namespace, tag } = detail.object.metadata
  const [deploying, setDeploying] = useState<DeployStart | null>(null)
  const [deleting, setDeleting] = useState(false)
  const navigate = useNavigate()
  const say = useToast()
  const { data: runtimes } = useSuspenseQuery(runtimesQuery(as))
  const deployments = detail.related.filter(({ object }) => object.kind === 'Deployment')
  const free = (runtimes.ok ? runtimes.value.items : []).filter(
    (runtime) =>
      deployments.every((each) => each.runtime?.name !== runtime.object.metadata.name) &&
      incompatible(detail, runtime, deployments) === undefined,
  )
  const deploy = ({ tag: twin, ...start }: TwinStart) =>
    setDeploying({ ...start, target: { kind, name, namespace, tag: twin ?? tag } })
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-8 @5xl:grid-cols-[minmax(0,1fr)_20rem]">
      <div className="flex flex-wrap gap-2 @5xl:col-span-2">
        {deployable.has(kind) ? (
          <Button variant="primary" onClick={() => deploy({})}>
            Deploy
          </Button>
        ) : null}
        {kind === 'agents' ? <ChatLinks detail={detail} registry={registry} as={as} /> : null}
        <ActionLink to={paths.apply({ kind, name, tag, namespace, as })}>Edit YAML</ActionLink>
        <Button onClick={() => setDeleting(true)}>
          {tag === undefined ? 'Delete' : `Delete ${tag}`}
        </Button>
      </div>
      <div className="grid min-w-0 content-start gap-8">
        {deployable.has(kind) ? (
          <OneAgent detail={detail} as={as} open={free} onDeploy={deploy} />
        ) : null}
        {deployments.length > comparedSide ? (
          <Section title="Deployed instances">
            <DeploymentTable deployments={deployments} as={as} show="runtime" />
          </Section>
        ) : null}
        <Connected record={detail} related={detail.related} as={as} />
        <Section title="As text">
          <Manifest detail={detail} registry={registry.url} />
        </Section>
      </div>
      <RecordFacts kind={kind} detail={detail} as={as} />
      <DeployDialog start={deploying} as={as} onClose={() => setDeploying(null)} />
      <DeleteDialog
        kind={kind}
        detail={detail}
        as={as}
        open={deleting}
        onClose={() => setDeleting(false)}
        onDeleted={(leftBehind) => {
          say([`${name} ${tag ?? ''} is deleted.`, ...leftBehind].join(' '))
          void navigate(paths.catalog({ kind, as }))
        }}
      />
    </div>
  )
}
