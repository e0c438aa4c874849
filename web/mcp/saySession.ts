import type { McpSessionView, TransportKind } from '#bff'

const transports: Record<TransportKind, string> = {
  'streamable-http': 'Streamable HTTP',
  sse: 'HTTP with SSE',
  unknown: 'transport not known yet',
}

/** A transport as people call it. */
export const sayTransport = (transport: TransportKind): string => transports[transport]

/** The other side by its own name: "everything 2.0.0"; its title where it has one. */
export function sayServer(server: McpSessionView['server']): string {
  if (!server) return 'a server without a name'
  const name = server.title ?? server.name
  return server.version === undefined ? name : `${name} ${server.version}`
}

/** Begun, kept, or resumed after it was lost; and whether its stream is held open. */
export function sayStanding({ resumed, startedAt, lastUsedAt, listening }: Standing): string {
  const kept = Date.parse(lastUsedAt) - Date.parse(startedAt) >= keptAfterMs
  const state = resumed === undefined ? (kept ? 'kept' : 'begun') : 'resumed'
  return `Session ${state}${listening ? ', listening' : ''}`
}

type Standing = Pick<McpSessionView, 'resumed' | 'startedAt' | 'lastUsedAt' | 'listening'>

/** The request for which it was begun comes right after. */
const keptAfterMs = 1_000
