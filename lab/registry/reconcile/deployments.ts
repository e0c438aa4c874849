import type { Schedule } from '../clock.ts'
import { deploymentSpec } from '../kinds/deployment.ts'
import { type Identity, type Row, isDiscovered } from '../row.ts'
import type { World } from '../world.ts'
import { applyDeployment } from './apply.ts'
import type { Pace } from './pace.ts'
import { createQueue } from './queue.ts'
import { removeDeployment } from './remove.ts'

export interface DeploymentController {
  /** Picks up every deployment that has something left to do, as after a restart. */
  start(): void
  /** A caller wrote or removed this row. */
  touched(row: Identity): void
  idle(): Promise<void>
  stop(): Promise<void>
}

/** What one step needs; `running` are the workloads that this process has started, by uid. */
export interface Controller {
  world: World
  pace: Pace
  running: Set<string>
}

/** Brings deployments to what their specs say, one step per turn of the queue; the rows hold the state. */
export function createDeploymentController(
  world: World,
  pace: Pace,
  schedule: Schedule,
): DeploymentController {
  const controller: Controller = { world, pace, running: new Set() }
  const queue = createQueue(schedule, async (key) => {
    const [namespace = '', name = ''] = key.split('/')
    const row = world.store.get({ kind: 'Deployment', namespace, name, tag: '' })
    if (!row || isDiscovered(row)) return undefined
    const goes = row.deletionTimestamp || deploymentSpec(row).desiredState === 'undeployed'
    return goes ? removeDeployment(controller, row) : applyDeployment(controller, row)
  })
  const add = ({ namespace, name }: Identity, delay: number) =>
    queue.add(`${namespace}/${name}`, delay)

  return {
    start: () => {
      for (const row of world.store.list('Deployment', { includeTerminating: true }))
        if (!row.internal.bulk) add(row, row.status ? 0 : pace.pending)
    },
    touched: (row) => {
      if (row.kind === 'Deployment')
        add(row, world.store.get(row)?.deletionTimestamp ? 0 : pace.pending)
      else if (['Agent', 'MCPServer', 'Runtime'].includes(row.kind))
        for (const user of usersOf(world, row)) add(user, 0)
    },
    idle: () => queue.idle(),
    stop: () => queue.stop(),
  }
}

/** Deployments that a change of this row may concern; those seeded in bulk are left as they are. */
function usersOf({ store }: World, { kind, name }: Identity): Row[] {
  const scopes = { Agent: { agent: [name] }, MCPServer: { server: [name] } }
  const targeted = kind === 'Agent' || kind === 'MCPServer' ? { readable: scopes[kind] } : {}
  return store
    .list('Deployment', { includeTerminating: true, ...targeted })
    .filter((row) => !row.internal.bulk)
    .filter((row) => kind !== 'Runtime' || deploymentSpec(row).runtimeRef.name === name)
}
