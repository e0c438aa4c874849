import type { HttpBindings } from '@hono/node-server'

import type { Caller } from './identity.ts'

/** What every request carries. */
export interface Env {
  Bindings: HttpBindings
  Variables: { caller: Caller }
}
