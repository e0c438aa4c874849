import type { Dispatcher } from 'undici'

import type { McpBackend, McpTarget } from '../../core/model.ts'
import { openSseSession } from '../../core/sseSession.ts'
import { openSession, type UpstreamSession } from '../../core/upstream.ts'
import { mcpText } from '../errors.ts'
import { pendingRequests, type PendingRequests } from './pending.ts'

/** A target and the conversation with it. */
export interface Upstream {
  readonly target: McpTarget
  readonly session: UpstreamSession
}

/** The conversations with all targets of a backend: those of one session, or of one stateless request. */
export interface Relay {
  readonly backend: McpBackend
  readonly upstreams: readonly Upstream[]
  /** What the servers asked the client and is not answered yet. */
  readonly pending: PendingRequests
}

/**
 * Opens nothing yet; `sessionOf` names the sessions that the targets opened earlier.
 * @throws Refused with 503 for a backend whose selectors find no target
 */
export function createRelay(
  backend: McpBackend,
  dispatcher: Dispatcher,
  sessionOf: (target: McpTarget) => string | undefined = () => undefined,
): Relay {
  if (backend.targets.length === 0) throw mcpText(503, 'no backends configured')
  return {
    backend,
    pending: pendingRequests(),
    upstreams: backend.targets.map((target) => ({
      target,
      session:
        target.protocol === 'SSE'
          ? openSseSession({ url: target.url, dispatcher })
          : openSession({ url: target.url, dispatcher, id: sessionOf(target) }),
    })),
  }
}

/** Whether results of several targets are put together (agentgateway 75b4e6c, mcp/handler.rs). */
export const isMultiplexing = ({ upstreams }: Relay): boolean => upstreams.length !== 1

export const upstreamOf = ({ upstreams }: Relay, name: string): Upstream | undefined =>
  upstreams.find(({ target }) => target.name === name)
