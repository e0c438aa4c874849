import { randomUUID } from 'node:crypto'

import { type Discovered, AdapterFailure } from '../adapters/adapter.ts'
import { type Schedule, storedTime } from '../clock.ts'
import { runtimeSpec } from '../kinds/runtime.ts'
import { type Identity, type Row, annotation, defaultNamespace, isDiscovered } from '../row.ts'
import { type Condition, withConditions } from '../status.ts'
import type { World } from '../world.ts'
import type { Pace } from './pace.ts'
import { createQueue } from './queue.ts'
import { report } from './step.ts'

/** Polls that did not see a workload before its row is called stale, and before it goes (Enterprise 2026.7.1). */
const staleAfter = 3
const goneAfter = 5

export interface DiscoveryController {
  start(): void
  touched(row: Identity): void
  idle(): Promise<void>
  stop(): Promise<void>
}

/** Looks on every runtime for workloads that no Deployment started, and keeps a row for each. */
export function createDiscoveryController(
  world: World,
  pace: Pace,
  schedule: Schedule,
): DiscoveryController {
  const queue = createQueue(schedule, async (key) => {
    const [namespace = '', name = ''] = key.split('/')
    const runtime = world.store.get({ kind: 'Runtime', namespace, name, tag: '' })
    if (!runtime) {
      forgetRuntime(world, name)
      return undefined
    }
    const adapter = world.adapters[runtimeSpec(runtime).type]
    if (!adapter?.discover) return undefined
    try {
      const found = await adapter.discover(runtime)
      merge(world, runtime, found)
      const message = `workloads that no deployment manages: ${found.length}`
      report(world, runtime, [{ type: 'Ready', status: 'True', reason: 'SyncOK', message }])
    } catch (error) {
      // Only what the runtime itself says is worth showing; anything else is tried again.
      if (error instanceof AdapterFailure)
        report(world, runtime, [
          { type: 'Ready', status: 'False', reason: 'SyncFailed', message: error.message },
        ])
    }
    return pace.discovery
  })
  const add = ({ namespace, name }: Identity) => queue.add(`${namespace}/${name}`, 0)
  return {
    start: () => world.store.list('Runtime', {}).forEach(add),
    touched: (row) => {
      if (row.kind === 'Runtime') add(row)
    },
    idle: () => queue.idle(),
    stop: () => queue.stop(),
  }
}

const rowsOf = (world: World, runtime: string): Row[] =>
  world.store
    .list('Deployment', { origin: 'discovered' })
    .filter((row) => row.annotations[annotation.discoveredRuntime] === runtime)

const forgetRuntime = (world: World, runtime: string): void =>
  rowsOf(world, runtime).forEach((row) => world.store.remove(row))

function merge(world: World, runtime: Row, found: Discovered[]): void {
  const rows = new Map(rowsOf(world, runtime.name).map((row) => [row.name, row]))
  for (const workload of found) {
    const name = `discovered-${workload.name}`
    world.store.put(seen(world, runtime, workload, rows.get(name)))
    rows.delete(name)
  }
  for (const row of rows.values()) missed(world, row)
}

function seen(world: World, runtime: Row, workload: Discovered, before: Row | undefined): Row {
  const now = storedTime(world.clock())
  const { name, target, targetKind, ...handle } = workload
  const message = `seen on runtime ${runtime.name}`
  return {
    kind: 'Deployment',
    namespace: runtime.namespace || defaultNamespace,
    name: `discovered-${name}`,
    tag: '',
    uid: before?.uid ?? randomUUID(),
    labels: {},
    annotations: {
      [annotation.origin]: 'discovered',
      [annotation.discoveredRuntime]: runtime.name,
      [annotation.discoveredRuntimeType]: runtimeSpec(runtime).type,
    },
    spec: {
      targetRef: { kind: targetKind, name: target, tag: 'unknown' },
      runtimeRef: { kind: 'Runtime', name: runtime.name },
    },
    status: {
      ...withConditions(before?.status, [observed('True', 'Observed', message)], now),
      runtime: handle,
    },
    internal: {},
    createdAt: before?.createdAt ?? now,
    updatedAt: now,
    scope: { kind: targetKind === 'Agent' ? 'agent' : 'server', name: target },
  }
}

const observed = (
  status: Condition['status'],
  reason: string,
  message: string,
): Omit<Condition, 'lastTransitionTime'> => ({ type: 'Discovered', status, reason, message })

function missed(world: World, row: Row): void {
  if (!isDiscovered(row)) return
  const misses = (row.internal.misses ?? 0) + 1
  if (misses >= goneAfter) world.store.remove(row)
  else if (misses < staleAfter) world.store.put({ ...row, internal: { misses } })
  else
    report(world, row, [observed('Unknown', 'Stale', `not seen in the last ${misses} polls`)], {
      internal: { misses },
    })
}
