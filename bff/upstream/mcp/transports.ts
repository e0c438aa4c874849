import { LRUCache } from 'lru-cache'

import type { GatewayConfig } from '../../config/schema.ts'
import type { TransportKind } from '../../contract.ts'
import { tokenRefused } from '../verdict/http.ts'
import { wantsSession } from '../verdict/session.ts'
import type { McpAnswer } from './post.ts'

export interface Transports {
  of(gateway: string): { kind: TransportKind; said: string }
  /** Learns from the answer to a POST. True where a GET should be tried: it may be HTTP with SSE. */
  learn(gateway: string, answer: McpAnswer): boolean
  /** What came of that GET: an `endpoint` event, or not. */
  tried(gateway: string, isSse: boolean): void
}

/** A gateway that answered neither way may be there in a minute. */
const undecidedMs = 60_000
const unknown = { kind: 'unknown', said: 'It has not answered in either way yet.' } as const

/**
 * Which of the two transports a gateway speaks: the configuration says so, or its first answers do (MCP
 * 2025-11-25, transports, backwards compatibility: a POST first, and where that is refused a GET).
 */
export function createTransports(gateways: Record<string, GatewayConfig>): Transports {
  const found = new LRUCache<string, { kind: TransportKind; said: string }>({ max: 1_000 })

  function of(gateway: string) {
    const named = gateways[gateway]?.transport
    if (named !== undefined) return { kind: named, said: 'The configuration names it.' }
    return found.get(gateway) ?? unknown
  }

  return {
    of,
    learn(gateway, answer) {
      if (of(gateway).kind !== 'unknown' || found.has(gateway)) return false
      const { status, message } = answer
      if (status === null || tokenRefused(answer)) return false
      if (message !== null || wantsSession(answer) || status < 300) {
        const said = `It answered a POST with ${message === null ? `HTTP ${status}` : 'JSON-RPC'}.`
        found.set(gateway, { kind: 'streamable-http', said })
        return false
      }
      return refusesPosts.has(status)
    },
    tried(gateway, isSse) {
      if (isSse)
        found.set(gateway, {
          kind: 'sse',
          said: 'It refused the POST and answered a GET with an endpoint event.',
        })
      else found.set(gateway, unknown, { ttl: undecidedMs })
    },
  }
}

/** The specification's three; 422 is axum's for a query that is missing (agentgateway 75b4e6c, `/sse`). */
const refusesPosts: ReadonlySet<number> = new Set([400, 404, 405, 422])
