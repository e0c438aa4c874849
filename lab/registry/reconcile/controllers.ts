import type { Schedule } from '../clock.ts'
import type { Identity } from '../row.ts'
import type { World } from '../world.ts'
import { createDeploymentController } from './deployments.ts'
import { createDiscoveryController } from './discovery.ts'
import type { Pace } from './pace.ts'

export interface Controllers {
  touched(row: Identity): void
  idle(): Promise<void>
  stop(): Promise<void>
}

/** Starts every controller of a registry on what its store holds. */
export function startControllers(world: World, pace: Pace, schedule: Schedule): Controllers {
  const all = [
    createDeploymentController(world, pace, schedule),
    createDiscoveryController(world, pace, schedule),
  ]
  for (const controller of all) controller.start()
  return {
    touched: (row) => all.forEach((controller) => controller.touched(row)),
    idle: async () => void (await Promise.all(all.map((controller) => controller.idle()))),
    stop: async () => void (await Promise.all(all.map((controller) => controller.stop()))),
  }
}
