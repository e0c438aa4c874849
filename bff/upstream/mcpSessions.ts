import { LRUCache } from 'lru-cache'

import { digest } from '../session/hash.ts'
import type { HeldTokens } from '../session/types.ts'

/** An MCP session that a gateway issued to one persona of one sign-in. It never leaves the BFF. */
export interface McpSession {
  id: string
  version: string
}

export interface SessionKey {
  /** By `lineageOf`: a new id of the sign-in ends nothing. */
  signIn: string
  gateway: string
  persona: string
  /** Whose token began it (`accountOf`): a persona can be given another account, which is not to go on in it. */
  account: string
}

/** One name for all tokens of one account; a token that names nobody stands for itself. */
export function accountOf({ accessToken, claims }: HeldTokens): string {
  const { iss, sub } = claims
  return typeof sub === 'string' ? digest(String(iss), sub) : digest(accessToken)
}

export interface McpSessions {
  get(key: SessionKey): McpSession | undefined
  set(key: SessionKey, session: McpSession): void
  drop(key: SessionKey): void
  /** The sessions of an ended sign-in, which are forgotten; the caller tells the gateways. */
  takeAll(signIn: string): { key: SessionKey; session: McpSession }[]
}

/** agentgateway 75b4e6c forgets an idle session after 30 minutes (`config.mcp.sessionTtl`). */
const idleMs = 30 * 60_000
const most = 500

/**
 * Sessions are kept in memory: a gateway's session cannot be resumed as somebody else, and one that is
 * lost with this process costs the next call a handshake.
 */
export function createMcpSessions(): McpSessions {
  const sessions = new LRUCache<string, { key: SessionKey; session: McpSession }>({
    max: most,
    ttl: idleMs,
    updateAgeOnGet: true,
  })
  const nameOf = ({ signIn, gateway, persona, account }: SessionKey) =>
    `${signIn} ${gateway} ${persona} ${account}`
  return {
    get: (key) => sessions.get(nameOf(key))?.session,
    set: (key, session) => void sessions.set(nameOf(key), { key, session }),
    drop: (key) => void sessions.delete(nameOf(key)),
    takeAll(signIn) {
      const taken = [...sessions.values()].filter(({ key }) => key.signIn === signIn)
      for (const { key } of taken) sessions.delete(nameOf(key))
      return taken
    },
  }
}
