import type { Caller } from './identity.ts'

/** What every request carries. */
export interface Env {
  Variables: { caller: Caller }
}
