import type { RuntimeAdapter } from './adapters/adapter.ts'
import type { Clock } from './clock.ts'
import type { Identity } from './identity.ts'
import type { Edition, Kinds } from './kinds/all.ts'
import type { Grants } from './rbac.ts'
import type { Identity as RowIdentity } from './row.ts'
import type { StatusShape } from './status.ts'
import type { Store } from './store.ts'

/** What every part of one registry shares. */
export interface World {
  edition: Edition
  statusShape: StatusShape
  /** New content rows by others than superusers wait for an approval (REQUIRE_CREATE_APPROVAL). */
  requireApproval: boolean
  kinds: Kinds
  store: Store
  clock: Clock
  adapters: Readonly<Record<string, RuntimeAdapter>>
  /** Told of every row that a caller wrote or removed, so that controllers look at it. */
  touched: (row: RowIdentity) => void
}

/** Who asks and what they may. */
export interface Asker {
  identity: Identity
  grants: Grants
}
