import type { McpSessionView } from '../../contract.ts'
import { envelopeOf } from './envelope.ts'
import type { McpSession } from './sessions.ts'

/** A session as the browser gets it: never with its id. */
export function viewOf(gateway: string, persona: string, session: McpSession): McpSessionView {
  const { version, server, capabilities, line, ear, resumed } = session
  return {
    gateway,
    persona,
    startedAt: new Date(session.startedAt).toISOString(),
    lastUsedAt: new Date(session.lastUsedAt).toISOString(),
    protocolVersion: version,
    transport: line === undefined ? 'streamable-http' : 'sse',
    server,
    capabilities,
    envelope: envelopeOf(session.id),
    listening: line === undefined ? ear?.open === true : !line.closed,
    ...(resumed === undefined ? {} : { resumed }),
  }
}
