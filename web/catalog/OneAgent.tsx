import { useMutation } from '@tanstack/react-query'

import type { RecordDetail, RecordView } from '#bff'

import { ApiError } from '../api/ApiError.ts'
import { call } from '../api/client.ts'
import { asked } from '../records/asked.ts'
import type { DeployStart } from '../records/deploy/DeployDialog.tsx'
import { diffDeployments, sayDiff } from '../records/diffDeployments.ts'
import { RecordLink } from '../records/RecordLink.tsx'
import { sayRuntime } from '../records/RuntimeCell.tsx'
import { Section } from '../records/Section.tsx'
import { pageOfObject } from '../records/where.ts'
import { Button } from '../ui/Button.tsx'
import { PersonaMark } from '../ui/PersonaMark.tsx'
import { PlatformMark } from '../ui/PlatformMark.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { ScrollBox } from '../ui/ScrollBox.tsx'
import type { Standpoint } from '../ui/standpoint.ts'
import { initialOf, standpointClass } from '../ui/standpoint.ts'
import { StatusBadge } from '../ui/StatusBadge.tsx'
import { DiffTable } from './DiffTable.tsx'

const standpoints: readonly Standpoint[] = [0, 1, 2, 3]
/** How many Deployments stand beside each other; what is more only stands in a list. */
export const comparedSide = standpoints.length

/** A second Deployment begins as the first one's twin: its environment and its tag, elsewhere. */
export type TwinStart = Omit<DeployStart, 'target'> & { tag?: string | undefined }

const numbers = ['no Runtime', 'one Runtime', 'two Runtimes', 'three Runtimes', 'four Runtimes']

/** The Deployments of one record as columns: what they share is ink, what differs takes their colours. */
export function OneAgent({
  detail,
  as,
  open,
  onDeploy,
}: {
  detail: RecordDetail
  as: string
  /** Runtimes that it does not run on yet and could. */
  open: readonly RecordView[]
  onDeploy: (start: TwinStart) => void
}) {
  const { kind, metadata } = detail.object
  const all = detail.related.filter(({ object }) => object.kind === 'Deployment')
  const columns = all.slice(0, standpoints.length)
  const compare = useMutation({
    mutationFn: () =>
      Promise.all(
        columns.map(async ({ object }) => {
          const { name, namespace } = object.metadata
          const params = { kind: 'deployments', name }
          const route = 'POST /bff/registry/:kind/:name/reveal'
          return (await call(route, { params, body: asked(as, { namespace }) })).values
        }),
      ),
    gcTime: 0,
  })
  const rows = diffDeployments(columns, compare.data)
  const runtimes = new Set(all.map(({ runtime }) => runtime?.name)).size
  const masked = rows.some(({ state }) => state === 'masked')
  return (
    <Section
      title={`One ${kind}, ${numbers[runtimes] ?? `${runtimes} Runtimes`}`}
      lead={
        columns.length > 1
          ? sayDiff(rows)
          : columns.length === 1
            ? `${metadata.name} runs in one place. A second Deployment differs in its runtimeRef alone.`
            : `Nothing runs ${metadata.name} yet. A Deployment names it and a Runtime.`
      }
      action={
        <>
          {masked && columns.length > 1 ? (
            <Button size="sm" pending={compare.isPending} onClick={() => compare.mutate()}>
              Compare masked values too
            </Button>
          ) : null}
          {open.slice(0, 3).map(({ object }) => (
            <Button
              key={object.metadata.name}
              size="sm"
              onClick={() => {
                const [twin] = columns
                onDeploy({
                  runtime: object.metadata.name,
                  ...(twin && { like: twin.object.metadata.name, tag: twin.target?.tag }),
                })
              }}
            >
              Deploy to {object.metadata.name}
            </Button>
          ))}
        </>
      }
    >
      {compare.error instanceof ApiError ? <ProblemNotice error={compare.error} /> : null}
      {columns.length === 0 ? null : (
        <ScrollBox
          className="relative overflow-x-auto rounded-panel border border-line bg-panel"
          label="Deployments compared"
        >
          <DiffTable
            rows={columns.length > 1 ? rows : rows.map((row) => ({ ...row, state: 'same' }))}
            heads={columns.map((each, at) => (
              <Head
                key={each.object.metadata.name}
                deployment={each}
                standpoint={standpoints[at] ?? 0}
                as={as}
              />
            ))}
          />
        </ScrollBox>
      )}
      {all.length > columns.length ? (
        <p className="text-ink-2">
          The first {columns.length} of {all.length} are compared; all of them stand in the list
          below.
        </p>
      ) : null}
    </Section>
  )
}

function Head({
  deployment,
  standpoint,
  as,
}: {
  deployment: RecordView
  standpoint: Standpoint
  as: string
}) {
  const { runtime, status, object } = deployment
  return (
    <div
      className={`grid h-full content-start gap-3 border-t-4 p-4 font-normal ${standpointClass[standpoint].edge}`}
    >
      <div className="flex min-w-0 items-center gap-3">
        <PersonaMark standpoint={standpoint} initial={initialOf(runtime?.name ?? '?')} size="lg" />
        <div className="min-w-0">
          <RecordLink to={pageOfObject(object, as)} name={object.metadata.name} strong />
          <p className="flex items-center gap-1.5 text-sm text-ink-2">
            <PlatformMark platform={runtime?.platform} className="size-4" />
            {sayRuntime(runtime ?? {})}
          </p>
        </div>
      </div>
      {status ? <StatusBadge status={status} /> : null}
    </div>
  )
}
