import type { Dispatcher } from 'undici'

import type { Call } from '../call.ts'
import type { LegacyStreams } from './legacyStreams.ts'
import type { Sessions } from './sessions.ts'

/** RFC-style spelling is the client's business; Node sends and reads header names in lower case. */
export const sessionHeader = 'mcp-session-id'

/** A request on its way to an MCP backend, before it has conversations with targets. */
export interface Backing extends Omit<Call, 'relay'> {
  readonly dispatcher: Dispatcher
  readonly sessions: Sessions
  readonly legacy: LegacyStreams
}
