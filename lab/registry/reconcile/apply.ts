import { createHash } from 'node:crypto'

import type { RuntimeAdapter, Started } from '../adapters/adapter.ts'
import { type Row, annotation } from '../row.ts'
import type { Controller } from './deployments.ts'
import { failed, forAdapter, report, resolveAll, setBack } from './step.ts'

/**
 * One step of a deployment that should run: start it, or ask after its health. Answers when it wants
 * the next step. An adapter that fails without a reason leaves no trace in the status and is retried
 * (agentregistry 84f7a5e9).
 */
export async function applyDeployment(
  controller: Controller,
  row: Row,
): Promise<number | undefined> {
  const { world, pace, running } = controller
  const { target, runtime, adapter, missing } = resolveAll(world, row)
  if (missing || !target || !runtime) {
    const message = missing ?? 'referenced resource is not available yet'
    report(world, row, [
      { type: 'Ready', status: 'False', reason: 'ReferencePending', message },
      ...setBack(row, ['Progressing', 'Degraded'], 'ReferencePending'),
    ])
    return undefined // whoever writes the reference wakes this row
  }
  // A target that the runtime cannot host is accepted and never reported (agentregistry #685).
  if (!adapter || !hosts(adapter, target.kind)) return pace.retry

  const deployment = forAdapter(row, target, runtime)
  const wanted = fingerprint(row, target, runtime)
  const force = row.annotations[annotation.force]
  const forced = force !== undefined && row.internal.forceToken !== force
  const current = row.internal.fingerprint === wanted && !forced
  try {
    if (!current || !running.has(row.uid)) {
      if (!current && running.delete(row.uid)) await adapter.stop(deployment)
      const started = await adapter.start(deployment)
      running.add(row.uid)
      if (!current) accept(controller, row, started, wanted, force)
      else report(world, row, [], { status: { runtime: handle(started) } })
      return current && isReady(row) ? pace.health : pace.progressing
    }
    const health = await adapter.health(deployment)
    if (health.ready) complete(controller, row)
    else notReady(controller, row, health.reason ?? 'NotReady', health.message ?? 'not ready')
    return health.ready ? pace.health : pace.progressing
  } catch (error) {
    const said = failed(error)
    if (said) report(world, row, said)
    return pace.retry
  }
}

const hosts = ({ targets }: RuntimeAdapter, kind: string): boolean =>
  !targets || targets.some((target) => target === kind)

/** Another digest means that what runs is not what is asked for. */
function fingerprint(row: Row, target: Row, runtime: Row): string {
  const input = JSON.stringify([row.spec, target.spec, runtime.spec])
  return createHash('sha256').update(input).digest('base64url')
}

const isReady = ({ status }: Row): boolean =>
  status?.conditions?.some(({ type, status: is }) => type === 'Ready' && is === 'True') ?? false

function handle({ id, name, endpoint, namespace }: Started) {
  return {
    id,
    ...(name && { name }),
    ...(endpoint && { endpoint }),
    ...(namespace && { namespace }),
  }
}

function accept(
  { world }: Controller,
  row: Row,
  started: Started,
  wanted: string,
  force: string | undefined,
): void {
  const words = world.edition === 'oss' ? 'deployment started' : 'enterprise deployment started'
  report(
    world,
    row,
    [
      { type: 'Progressing', status: 'True', reason: 'Accepted', message: words },
      ...setBack(row, ['Ready', 'Degraded'], 'Accepted'),
    ],
    {
      status: { runtime: handle(started), ...(force && { lastForceToken: force }) },
      internal: { fingerprint: wanted, ...(force && { forceToken: force }) },
    },
  )
}

function complete({ world }: Controller, row: Row): void {
  if (isReady(row)) return
  const message = 'deployment completed'
  report(world, row, [
    { type: 'Ready', status: 'True', reason: 'Completed', message },
    { type: 'Progressing', status: 'False', reason: 'Completed', message },
    ...setBack(row, ['Degraded'], 'Completed'),
  ])
}

/** Not ready yet while it starts; degraded once it was ready and no longer is. */
function notReady({ world }: Controller, row: Row, reason: string, message: string): void {
  const degraded = row.status?.conditions?.some(
    ({ type, status }) => type === 'Degraded' && status === 'True',
  )
  report(
    world,
    row,
    isReady(row) || degraded
      ? [
          { type: 'Ready', status: 'False', reason, message },
          { type: 'Degraded', status: 'True', reason, message },
        ]
      : [{ type: 'Progressing', status: 'True', reason, message }],
  )
}
