import type { Known } from '../federation/federation.ts'
import { expectedVersion } from '../federation/upstream.ts'

/** One server in `/status` (Kuadrant e5d18c99). */
export function describeServer({ server, look }: Known) {
  const { failure, tools, protocolVersion } = look
  const ready = failure === undefined
  return {
    id: server.id,
    name: server.name,
    lastValidated: look.at.toISOString(),
    message:
      failure ??
      `server added successfully. Total tools added ${tools.length}. Total prompts added 0`,
    ready,
    totalTools: ready ? tools.length : 0,
    totalPrompts: 0,
    invalidTools: 0,
    invalidPrompts: 0,
    protocolValidation: {
      isValid: protocolVersion !== undefined,
      supportedVersion: protocolVersion ?? '',
      expectedVersion,
    },
  }
}

/** The whole of `/status`. */
export function describeAll(known: readonly Known[], now: Date) {
  const servers = known.map(describeServer)
  const healthyServers = servers.filter(({ ready }) => ready).length
  return {
    servers,
    overallValid: healthyServers === servers.length,
    totalServers: servers.length,
    healthyServers,
    unHealthyServers: servers.length - healthyServers,
    toolConflicts: known.reduce((sum, { conflicts }) => sum + conflicts.length, 0),
    timestamp: now.toISOString(),
    scopedSessions: 0,
  }
}
