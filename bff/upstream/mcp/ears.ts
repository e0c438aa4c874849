import type { StreamLimit } from '../../security/streamLimit.ts'
import type { TokenSource } from '../../session/types.ts'
import type { Channel } from './channel.ts'
import { listen } from './listen.ts'
import type { McpSession, McpSessions } from './sessions.ts'
import type { Peer } from './types.ts'

interface Parts {
  channel: Channel
  streams: StreamLimit
  tokens: TokenSource
  sessions: Pick<McpSessions, 'holds'>
  /** It is open, or not any more. */
  changed: (peer: Pick<Peer, 'caller'>) => void
}

/**
 * Opens the stream of a session on which its gateway may say something by itself; at most one for each, and
 * none where the gateway does not have it. Throws Problem 429 where one stream more would be too many.
 */
export function createEars({ channel, streams, tokens, sessions, changed }: Parts) {
  const opening = new WeakSet<McpSession>()

  return async (peer: Peer, session: McpSession): Promise<void> => {
    if (session.line !== undefined || session.ear?.open === true || opening.has(session)) return
    const { persona, signIn } = peer.caller
    const free = streams.enter(signIn.operator.subject)
    opening.add(session)
    try {
      const ear = await listen({
        async get(signal, after) {
          const held = await tokens.get(persona, signIn).catch(() => peer.held)
          const stream = await channel.ear({ ...peer, held }, session, signal, after)
          return 'frames' in stream ? stream : null
        },
        hear: channel.hears(peer, () => session),
        ended() {
          free()
          changed(peer)
        },
      })
      if (ear === null) free()
      // the session may have ended meanwhile, and nobody would ever close it
      else if (sessions.holds(peer.key, session)) session.ear = ear
      else ear.close()
      changed(peer)
    } catch (error) {
      free()
      throw error
    } finally {
      opening.delete(session)
    }
  }
}
