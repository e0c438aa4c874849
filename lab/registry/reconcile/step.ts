import { type AdapterDeployment, AdapterFailure, type RuntimeAdapter } from '../adapters/adapter.ts'
import { goTime, storedTime } from '../clock.ts'
import { deploymentSpec } from '../kinds/deployment.ts'
import { runtimeSpec } from '../kinds/runtime.ts'
import { dangling, resolve } from '../refs.ts'
import { type Row, latestTag } from '../row.ts'
import { type Condition, type Status, withConditions } from '../status.ts'
import type { World } from '../world.ts'

export type Said = Omit<Condition, 'lastTransitionTime'>

/** What a deployment refers to; `missing` is in the product's words. */
export interface Resolved {
  target: Row | undefined
  runtime: Row | undefined
  adapter: RuntimeAdapter | undefined
  missing: string | undefined
}

export function resolveAll(world: World, row: Row): Resolved {
  const { targetRef, runtimeRef } = deploymentSpec(row)
  const target = resolve(world, row.namespace, targetRef)
  const runtime = resolve(world, row.namespace, runtimeRef)
  const at = (namespace = row.namespace) => namespace
  const missing = !target
    ? `resolve targetRef ${at(targetRef.namespace)}/${targetRef.name}@${targetRef.tag ?? latestTag}: ${dangling}`
    : !runtime
      ? `resolve runtimeRef ${at(runtimeRef.namespace)}/${runtimeRef.name}: ${dangling}`
      : undefined
  return { target, runtime, missing, adapter: runtime && world.adapters[runtimeSpec(runtime).type] }
}

export function forAdapter(row: Row, target: Row | undefined, runtime: Row): AdapterDeployment {
  const { env = {}, runtimeConfig = {} } = deploymentSpec(row)
  const { namespace, name, uid } = row
  return { namespace, name, uid, env, runtimeConfig, target, runtime }
}

/** Writes what a step found, onto the row as it is now: a caller may have changed it meanwhile. */
export function report(
  world: World,
  row: Row,
  said: Said[],
  change: { status?: Partial<Status>; internal?: Row['internal'] } = {},
): void {
  const current = world.store.get(row)
  if (!current || current.uid !== row.uid) return
  const status = withConditions(current.status, said, goTime(storedTime(world.clock())))
  world.store.put({
    ...current,
    status: { ...status, ...change.status },
    internal: { ...current.internal, ...change.internal },
  })
}

/** Sets a condition back only where it has been set: a first deployment starts without them. */
export const setBack = (row: Row, types: Condition['type'][], reason: string): Said[] =>
  types
    .filter((type) => row.status?.conditions?.some((condition) => condition.type === type))
    .map((type) => ({ type, status: 'False', reason, message: '' }))

/** A refusal by the runtime as conditions; undefined for errors that are only retried. */
export function failed(error: unknown): Said[] | undefined {
  if (!(error instanceof AdapterFailure)) return undefined
  const { reason, message } = error
  return [
    { type: 'Ready', status: 'False', reason: 'Failed', message },
    { type: 'Progressing', status: 'False', reason: 'Failed', message },
    { type: 'Degraded', status: 'True', reason, message },
  ]
}
