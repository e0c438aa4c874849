import { storedTime } from './clock.ts'
import type { Kind } from './kinds/kind.ts'
import type { Action } from './rbac.ts'
import { type Identity, type Row, isDiscovered } from './row.ts'
import type { World } from './world.ts'

/** Taking a Deployment away is the reverse of deploying, and needs the same permission on its target. */
export const removalAction = (kind: Kind): Action =>
  kind.kind === 'Deployment' ? 'registry:deploy' : 'registry:delete'

/**
 * Removes a row. A Deployment only begins to go: its controller stops the workload first. Users of the
 * row are not asked; the product has no referential integrity on delete either (84f7a5e9).
 */
export function remove(world: World, row: Row): void {
  if (row.kind === 'Deployment' && !isDiscovered(row)) {
    if (row.deletionTimestamp) return
    const now = storedTime(world.clock())
    world.store.put({ ...row, deletionTimestamp: now, updatedAt: now })
  } else world.store.remove(row)
  const { kind, namespace, name, tag }: Identity = row
  world.touched({ kind, namespace, name, tag })
}
