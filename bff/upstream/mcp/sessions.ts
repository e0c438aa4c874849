import { LRUCache } from 'lru-cache'

import { digest } from '../../session/hash.ts'
import type { HeldTokens } from '../../session/types.ts'
import type { Handshake } from './handshake.ts'
import type { Ear } from './listen.ts'
import type { SseLine } from './sse.ts'

/** An MCP session that a gateway issued to one persona of one sign-in. Its id never leaves the BFF. */
export interface McpSession extends Handshake {
  id: string
  /** Unix milliseconds. */
  startedAt: number
  lastUsedAt: number
  /** A sentence, where it took the place of one that was lost. */
  resumed?: string
  /** The connection, for HTTP with SSE. */
  line?: SseLine
  /** The stream on which the gateway may say something by itself. */
  ear?: Ear
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
  /** Whether it is this one that the persona goes on in. */
  holds(key: SessionKey, session: McpSession): boolean
  /** Those of a sign-in that ended; one that begins for it after all is closed at once. */
  depart(signIn: string): { key: SessionKey; session: McpSession }[]
  departed(signIn: string): boolean
  /** Those of a sign-in, in the order of their beginning. */
  of(signIn: string): { key: SessionKey; session: McpSession }[]
  /** Closes every connection. */
  clear(): void
}

/** agentgateway 75b4e6c forgets an idle session after 30 minutes (`config.mcp.sessionTtl`). */
const idleMs = 30 * 60_000
const most = 500
/** Sign-ins that ended, for which a handshake may still be on its way. */
const mostDeparted = 1_000

/**
 * Sessions are kept in memory: a gateway's session cannot be resumed as somebody else, and one that is
 * lost with this process costs the next call a handshake. What goes has its connections closed.
 */
export function createMcpSessions(): McpSessions {
  const sessions = new LRUCache<string, { key: SessionKey; session: McpSession }>({
    max: most,
    ttl: idleMs,
    ttlAutopurge: true,
    updateAgeOnGet: true,
    dispose: ({ session }) => {
      session.line?.close()
      session.ear?.close()
    },
  })
  const departed = new LRUCache<string, true>({ max: mostDeparted })
  const of = (signIn: string) =>
    [...sessions.values()]
      .filter(({ key }) => key.signIn === signIn)
      .toSorted((a, b) => a.session.startedAt - b.session.startedAt)
  const nameOf = ({ signIn, gateway, persona, account }: SessionKey) =>
    `${signIn} ${gateway} ${persona} ${account}`
  return {
    get: (key) => sessions.get(nameOf(key))?.session,
    set(key, session) {
      // a persona has one account at a time: nobody can go on in the session of another
      const others = [...sessions.values()].filter(
        (one) => samePersona(key, one.key) && one.key.account !== key.account,
      )
      for (const other of others) sessions.delete(nameOf(other.key))
      sessions.set(nameOf(key), { key, session })
      if (departed.has(key.signIn)) sessions.delete(nameOf(key))
    },
    drop: (key) => void sessions.delete(nameOf(key)),
    holds: (key, session) => sessions.peek(nameOf(key))?.session === session,
    depart(signIn) {
      departed.set(signIn, true)
      return of(signIn)
    },
    departed: (signIn) => departed.has(signIn),
    of,
    clear: () => sessions.clear(),
  }
}

const samePersona = (one: SessionKey, other: SessionKey) =>
  one.persona === other.persona && one.gateway === other.gateway && one.signIn === other.signIn
