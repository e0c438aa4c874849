import type { Row } from '../row.ts'
import type { Controller } from './deployments.ts'
import { forAdapter, report, resolveAll, setBack } from './step.ts'

/**
 * One step of a deployment that should not run: say so, then stop it. Deleted rows go once the workload
 * is stopped. When the runtime is gone the row goes too and leaves its workload behind; when the runtime
 * refuses, the row stays terminating and is tried again, without a word in its status (agentregistry #686).
 */
export async function removeDeployment(
  controller: Controller,
  row: Row,
): Promise<number | undefined> {
  const { world, pace, running } = controller
  const { target, runtime, adapter } = resolveAll(world, row)
  if (runtime && !has(row, 'Removing') && !has(row, 'Removed')) {
    report(world, row, [
      { type: 'Progressing', status: 'True', reason: 'Removing', message: 'removing deployment' },
      ...setBack(row, ['Ready', 'Degraded'], 'Removing'),
    ])
    return pace.removing
  }
  if (runtime && !adapter) return pace.retry
  try {
    if (runtime && adapter) await adapter.stop(forAdapter(row, target, runtime))
  } catch {
    return pace.retry
  }
  running.delete(row.uid)
  if (row.deletionTimestamp) world.store.remove(row)
  else if (!has(row, 'Removed')) forget(controller, row)
  return undefined
}

const has = ({ status }: Row, reason: string): boolean =>
  status?.conditions?.some(
    (condition) => condition.type === 'Progressing' && condition.reason === reason,
  ) ?? false

/** An undeployed row keeps its place and nothing of the workload, so that it starts afresh. */
function forget({ world }: Controller, row: Row): void {
  const message = 'deployment removed'
  report(world, row, [
    { type: 'Ready', status: 'False', reason: 'Removed', message },
    { type: 'Progressing', status: 'False', reason: 'Removed', message },
  ])
  const current = world.store.get(row)
  if (!current) return
  const { runtime: _gone, ...status } = current.status ?? {}
  world.store.put({ ...current, status, internal: {} })
}
