import type { StreamLimit } from '../../security/streamLimit.ts'
import type { Channel } from './channel.ts'
import { type Handshake, shakeHands } from './handshake.ts'
import type { McpAnswer } from './post.ts'
import type { McpSession, McpSessions, SessionKey } from './sessions.ts'
import type { SseLine } from './sse.ts'
import type { Transports } from './transports.ts'
import type { Peer } from './types.ts'

/** How a handshake went. Without a session the gateway gave none out, or would not shake hands. */
export interface Begun {
  session?: McpSession
  /** What it said of itself, where it said anything. */
  agreed?: Handshake
  /** Of the handshake; left out where the session was there already. */
  answer?: McpAnswer
}

export interface Beginnings {
  /**
   * The session of this persona: that which is there, unless it is `lost`, or a new one. However many ask
   * at a time, there is one handshake. Throws Problem 429 where one stream more would be too many.
   */
  begin(peer: Peer, lost?: McpSession): Promise<Begun>
  /** Tries HTTP with SSE; null where the gateway does not speak it. */
  trySse(peer: Peer): Promise<Begun | null>
}

interface Parts {
  channel: Channel
  sessions: McpSessions
  transports: Transports
  streams: StreamLimit
  clock: () => number
  /** A session began, was resumed or ended. */
  changed: (peer: Pick<Peer, 'caller'>) => void
  /** One took the place of another that was lost. */
  resumed: (peer: Peer, session: McpSession, lost: McpSession) => void
}

export function createBeginnings(parts: Parts): Beginnings {
  const { channel, sessions, transports, streams, clock, changed, resumed } = parts
  const flying = new Map<string, Promise<Begun | null>>()

  /** One handshake at a time for everybody who wants that session. */
  function once<T extends Begun | null>(key: SessionKey, work: () => Promise<T>): Promise<T> {
    const name = Object.values(key).join(' ')
    const running = flying.get(name)
    if (running !== undefined) return running as Promise<T> // one transport at a time for one gateway
    const started = work().finally(() => flying.delete(name))
    flying.set(name, started)
    return started
  }

  async function overPosts(peer: Peer, lost?: McpSession): Promise<Begun> {
    const { answer, agreed } = await shakeHands((message) =>
      channel.ask(peer, { ...message, label: 'initialize' }),
    )
    const id = answer.headers.find(([name]) => name === 'mcp-session-id')?.[1]
    if (agreed === undefined || id === undefined)
      return { answer, ...(agreed === undefined ? {} : { agreed }) }
    return { answer, agreed, session: await keep(peer, { ...agreed, id }, lost) }
  }

  async function keep(
    peer: Peer,
    begun: Handshake & Pick<McpSession, 'id' | 'line'>,
    lost: McpSession | undefined,
  ): Promise<McpSession> {
    const now = clock()
    const at = new Date(now).toISOString().slice(11, 19)
    const session: McpSession = {
      ...begun,
      startedAt: now,
      lastUsedAt: now,
      ...(lost && { resumed: `The session before it was lost; this one was begun at ${at} UTC.` }),
    }
    const initialized = { method: 'notifications/initialized' }
    await channel.tell(peer, initialized, initialized.method, session)
    sessions.set(peer.key, session)
    if (lost !== undefined) resumed(peer, session, lost)
    changed(peer)
    return session
  }

  async function overSse(peer: Peer, lost?: McpSession): Promise<Begun & { line?: SseLine }> {
    const free = streams.enter(peer.caller.signIn.operator.subject)
    let session: McpSession | undefined
    const ended = () => {
      free()
      if (session !== undefined) changed(peer)
    }
    const line = await channel
      .line(peer, () => session, ended)
      .catch((error: unknown) => {
        free()
        throw error
      })
    if ('exchange' in line) {
      free()
      return { answer: line }
    }
    const bare: McpSession = { ...nobody, id: line.id, line, startedAt: 0, lastUsedAt: 0 }
    session = bare
    const { answer, agreed } = await shakeHands((message) =>
      channel.ask(peer, { ...message, label: 'initialize' }, bare),
    )
    if (agreed === undefined) {
      line.close()
      return { answer, line }
    }
    session = await keep(peer, { ...agreed, id: line.id, line }, lost)
    return { answer, agreed, session, line }
  }

  return {
    begin: (peer, lost) =>
      once(peer.key, async () => {
        const there = sessions.get(peer.key)
        if (there !== undefined && there !== lost && there.line?.closed !== true)
          return { session: there, agreed: there }
        const { kind } = transports.of(peer.caller.gateway)
        const before = lost ?? there
        const begun = await (kind === 'sse' ? overSse(peer, before) : overPosts(peer, before))
        if (begun.session === undefined) sessions.drop(peer.key)
        return begun
      }),
    trySse: (peer) =>
      once(peer.key, async () => {
        const begun = await overSse(peer)
        transports.tried(peer.caller.gateway, begun.line !== undefined)
        return begun.line === undefined ? null : begun
      }),
  }
}

/** Before a server said anything of itself. */
const nobody: Handshake = { version: '2024-11-05', server: null, capabilities: [] }
