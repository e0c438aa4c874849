import { randomUUID } from 'node:crypto'

import { LRUCache } from 'lru-cache'
import type { Dispatcher } from 'undici'

import { type McpBackend, qualified } from '../../core/model.ts'
import type { Release } from '../../core/release.ts'
import { mcpText } from '../errors.ts'
import { createRelay, type Relay } from '../relay/relay.ts'
import type { EnvelopeCodec, McpSession } from './envelope.ts'

/** Sessions that live in this process, by the id that their client has. */
export interface Sessions {
  /** Keeps what an `initialize` opened; the new id. */
  readonly keep: (relay: Relay) => string
  /**
   * The session of an id, rebuilt from it where this process has not seen it.
   * @throws Refused with 400 for an id that no gateway made, 404 for one of another backend or target set
   */
  readonly resume: (id: string, backend: McpBackend) => Relay
  /** The session of an id if it lives here. */
  readonly find: (id: string, backend: McpBackend) => Relay | undefined
  readonly forget: (id: string) => void
}

/** agentgateway's `mcp.sessionTtl` (75b4e6c, default), in milliseconds without a request. */
const idleTime = 30 * 60_000

/** Beyond this the session that was used longest ago goes first; it can still be resumed. */
const mostSessions = 10_000

export interface SessionsOptions {
  readonly codec: EnvelopeCodec
  readonly dispatcher: Dispatcher
  readonly release: Pick<Release, 'namesTargets'>
  /** Milliseconds; only differences matter. */
  readonly now?: () => number
}

export function createSessions(options: SessionsOptions): Sessions {
  const { codec, dispatcher, release, now } = options
  const live = new LRUCache<string, Relay>({
    max: mostSessions,
    ttl: idleTime,
    updateAgeOnGet: true,
    dispose: (relay) => {
      // What has an id can be taken up again; a connection of its own would stay open for nobody.
      for (const { session } of relay.upstreams)
        if (session.id() === undefined) void session.end({})
    },
    ...(now && { perf: { now }, ttlResolution: 0 }),
  })
  return {
    keep: (relay) => {
      live.purgeStale()
      const id = isResumable(relay) ? codec.encode(stateOf(relay, release)) : randomUUID()
      live.set(id, relay)
      return id
    },
    resume: (id, backend) => {
      const found = live.get(id)
      if (found !== undefined) {
        if (!isSame(found.backend, backend)) throw notFound()
        return found
      }
      const state = codec.decode(id)
      if (state === undefined) throw mcpText(400, 'invalid session ID header')
      if (state.t !== 'mcp') throw notFound()
      const relay = rebuild(backend, state.s, dispatcher)
      live.set(id, relay)
      return relay
    },
    find: (id, backend) => {
      const found = live.get(id)
      return found !== undefined && isSame(found.backend, backend) ? found : undefined
    },
    forget: (id) => void live.delete(id),
  }
}

export const notFound = () => mcpText(404, 'session not found')

const isSame = (one: McpBackend, other: McpBackend): boolean =>
  one.kind === other.kind && qualified(one.name) === qualified(other.name)

/** A session over SSE is its connection, which no id can bring back (agentgateway 75b4e6c, mcp/upstream). */
const isResumable = ({ upstreams }: Relay): boolean =>
  upstreams.every(({ target }) => target.protocol === 'StreamableHTTP')

/** In the order of the real one's members, which are the bytes of the id. */
function stateOf({ upstreams }: Relay, { namesTargets }: Pick<Release, 'namesTargets'>) {
  const sessions = upstreams.map(({ target, session }): McpSession => {
    const id = session.id()
    return {
      ...(namesTargets && { t: target.name }),
      ...(id !== undefined && { s: id }),
      ...(target.endpoint !== undefined && { b: target.endpoint }),
    }
  })
  const anonymous = sessions.some(({ s }) => s === undefined)
  return { t: 'mcp' as const, s: sessions, ...(anonymous && { r: randomUUID() }) }
}

/**
 * Binds saved sessions to today's targets by name, or by position where none is named (before v1.0.1).
 * Strict on purpose: a session must not reach the wrong target. @throws Refused with 404
 */
function rebuild(backend: McpBackend, saved: readonly McpSession[], dispatcher: Dispatcher): Relay {
  const names = backend.targets.map(({ name }) => name)
  if (saved.length !== names.length) throw notFound()
  const named = saved.every(({ t }) => t !== undefined)
  if (!named && saved.some(({ t }) => t !== undefined)) throw notFound()
  const byName = new Map(saved.map((item, index) => [item.t ?? names[index], item]))
  if (byName.size !== saved.length || !names.every((name) => byName.has(name))) throw notFound()
  return createRelay(backend, dispatcher, ({ name }) => byName.get(name)?.s)
}
