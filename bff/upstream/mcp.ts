import { setTimeout as pause } from 'node:timers/promises'

import type { Config } from '../config/schema.ts'
import type { Hub } from '../observe/hub.ts'
import { Problem } from '../problem.ts'
import type { StreamLimit } from '../security/streamLimit.ts'
import { lineageOf } from '../session/signIns.ts'
import type { SignIn, TokenSource } from '../session/types.ts'
import type { Pools } from './http.ts'
import { type Asks, createAsks } from './mcp/asks.ts'
import { type Begun, createBeginnings } from './mcp/beginnings.ts'
import { createChannel } from './mcp/channel.ts'
import { createEars } from './mcp/ears.ts'
import { createGoodbyes, type Goodbye } from './mcp/goodbyes.ts'
import { createIncoming } from './mcp/incoming.ts'
import { createNotices, type Notices } from './mcp/notices.ts'
import type { McpAnswer } from './mcp/post.ts'
import { accountOf, createMcpSessions, type McpSession } from './mcp/sessions.ts'
import { sessionLabel } from './mcp/shortId.ts'
import { createTransports, type Transports } from './mcp/transports.ts'
import type { McpCaller, McpOutcome, McpRequest, Peer } from './mcp/types.ts'
import { createUnderWay, type UnderWay } from './mcp/underWay.ts'
import { renewed } from './renewed.ts'
import type { Recorder } from './types.ts'
import { tokenRefused } from './verdict/http.ts'
import { wantsSession } from './verdict/session.ts'

export interface Mcp {
  /**
   * One JSON-RPC request as that persona. A refused token is followed by one refresh and one retry, a demand
   * for a session by one handshake and one retry, a refused first POST by one GET (HTTP with SSE), and
   * nothing else is ever requested: no discovery, no client registration. Throws the Problems of
   * `TokenSource.get`, 404 for an unknown gateway, and 429 where one stream more would be too many.
   */
  request(caller: McpCaller, request: McpRequest): Promise<McpOutcome>
  /** Which account the persona is at the moment (`accountOf`). Throws the Problems of `TokenSource.get`. */
  account(caller: McpCaller): Promise<string>
  /** A session, or the handshake of a gateway that gives none out. Throws what `request` throws. */
  begin(caller: McpCaller): Promise<{ begun: Begun; outcome: McpOutcome | null }>
  /** Opens the stream on which the gateway may say something by itself; at most one for a session. */
  listen(caller: McpCaller, session: McpSession): Promise<void>
  sessions(signIn: SignIn, gateway: string): { persona: string; session: McpSession }[]
  /** Ends the sessions of a persona at a gateway. */
  end(caller: McpCaller): Promise<Goodbye | null>
  /** Gives up the wait for a call and tells the gateway so. False where it is not under way. */
  cancel(caller: Omit<McpCaller, 'persona'>, call: string): Promise<boolean>
  /** Ends the MCP sessions of a sign-in at their gateways, as far as those answer. */
  endSessions(signIn: SignIn): Promise<void>
  transports: Transports
  notices: Notices
  asks: Asks
  /** Tells of `notifications/tools/list_changed`. */
  onListChanged(told: (caller: McpCaller) => void): void
  /** Closes every connection. */
  close(): void
}

export interface McpParts {
  config: Config
  pools: Pools
  recorder: Recorder
  tokens: TokenSource
  hub: Hub
  streams: StreamLimit
  clock: () => number
}

export function createMcp(parts: McpParts): Mcp {
  const { config, tokens, hub, streams, clock } = parts
  const sessions = createMcpSessions()
  const transports = createTransports(config.gateways)
  const notices = createNotices(parts)
  const asks = createAsks(parts)
  const underWay = createUnderWay()
  const told = new Set<(caller: McpCaller) => void>()
  const listChanged = (caller: McpCaller) => told.forEach((tell) => tell(caller))
  const incoming = createIncoming({ notices, asks, underWay, listChanged })
  const channel = createChannel({ ...parts, underWay, incoming })
  const changed = ({ caller: { gateway, persona, signIn } }: Pick<Peer, 'caller'>) =>
    hub.publish(
      { event: 'mcp_session', data: { gateway, persona } },
      { signIn: hub.idNow(signIn.id) },
    )
  const openEar = createEars({ channel, streams, tokens, sessions, changed })
  const beginnings = createBeginnings({
    channel,
    sessions,
    transports,
    streams,
    clock,
    changed,
    // as many streams as before: that of the lost session is closed
    resumed: (peer, session, lost) =>
      lost.ear && void openEar(peer, session).catch(() => undefined),
  })
  const goodbyes = createGoodbyes({ ...parts, sessions, changed })

  async function peerOf(caller: McpCaller): Promise<Peer> {
    const held = await tokens.get(caller.persona, caller.signIn)
    const { gateway, persona, signIn } = caller
    const key = { gateway, persona, account: accountOf(held), signIn: lineageOf(signIn) }
    return { caller, held, key }
  }

  /** The same, for who is signed in still: a call may have waited for its turn. */
  function presentPeer(caller: McpCaller): Promise<Peer> {
    if (sessions.departed(lineageOf(caller.signIn)))
      throw new Problem(401, 'session_required', 'You have signed out since; nothing was sent.')
    return peerOf(caller)
  }

  /** Tells the gateway, which gets a second for it, and ends the wait: also where nobody can be told. */
  async function giveUp({ id, persona, gateway, patience }: UnderWay, signIn: SignIn) {
    const method = 'notifications/cancelled'
    const params = { requestId: id, reason: 'The operator gave it up.' }
    const news = peerOf({ gateway, signIn, persona }).then((peer) =>
      channel.tell(peer, { method, params }, method, sessions.get(peer.key)),
    )
    await Promise.race([news.catch(() => undefined), pause(toldMs, undefined, { ref: false })])
    patience.cancel()
  }

  /** With a refreshed token once more, where the answer is that the token is refused. */
  async function asPersona(
    caller: McpCaller,
    work: (peer: Peer) => Promise<McpAnswer & { session?: string }>,
  ): Promise<McpOutcome> {
    const peer = await presentPeer(caller)
    const whose = { account: peer.key.account, claims: peer.held.claims }
    const answer = await work(peer)
    if (!tokenRefused(answer)) return { ...answer, ...whose }
    const { accessToken } = peer.held
    const fresh = await renewed(tokens, caller.persona, caller.signIn, accessToken)
    if (fresh === null) return { ...answer, ...whose }
    return { ...(await work({ ...peer, held: fresh })), ...whose, claims: fresh.claims }
  }

  async function through(peer: Peer, asked: McpRequest, session?: McpSession) {
    const answer = await channel.ask(peer, asked, session)
    if (session === undefined) return answer
    session.lastUsedAt = clock()
    return { ...answer, session: sessionLabel(session.id) }
  }

  async function attempt(peer: Peer, asked: McpRequest) {
    const { gateway } = peer.caller
    const kept = sessions.get(peer.key)
    let session = kept
    if (transports.of(gateway).kind === 'sse' || kept?.line?.closed === true) {
      const begun = await beginnings.begin(peer)
      if (begun.session === undefined) return failed(begun)
      session = begun.session
    }
    const answer = await through(peer, asked, session)
    if (session === undefined && transports.learn(gateway, answer)) {
      const begun = await beginnings.trySse(peer)
      if (begun === null) return answer
      return begun.session ? through(peer, asked, begun.session) : failed(begun)
    }
    if (!wantsSession(answer) && !gone(answer, session)) return answer
    const begun = await beginnings.begin(peer, session)
    return begun.session ? through(peer, asked, begun.session) : failed(begun)
  }

  async function end(caller: McpCaller): Promise<Goodbye | null> {
    const { gateway, persona, signIn } = caller
    const mine = sessions
      .of(lineageOf(signIn))
      .filter(({ key }) => key.gateway === gateway && key.persona === persona)
    const said = await Promise.all(mine.map((one) => goodbyes.end(signIn, one)))
    return said.at(-1) ?? null
  }

  return {
    request: (caller, asked) => asPersona(caller, (peer) => attempt(peer, asked)),
    account: async (caller) => (await presentPeer(caller)).key.account,
    async begin(caller) {
      let begun: Begun = {}
      const outcome = await asPersona(caller, async (peer) => {
        begun = await beginnings.begin(peer)
        const { answer } = begun
        if (answer === undefined) return noHandshake
        if (begun.session?.line !== undefined || !transports.learn(caller.gateway, answer))
          return answer
        const overSse = await beginnings.trySse(peer)
        if (overSse !== null) begun = overSse
        return begun.answer ?? answer
      })
      return { begun, outcome: begun.answer === undefined ? null : outcome }
    },
    listen: async (caller, session) => openEar(await peerOf(caller), session),
    sessions: (signIn, gateway) =>
      sessions
        .of(lineageOf(signIn))
        .filter(({ key }) => key.gateway === gateway)
        .map(({ key, session }) => ({ persona: key.persona, session })),
    end,
    async cancel({ gateway, signIn }, call) {
      const entry = underWay.named({ gateway, signIn: lineageOf(signIn) }, call)
      if (entry === undefined) return false
      await giveUp(entry, signIn)
      return true
    },
    async endSessions(signIn) {
      asks.forget(signIn)
      notices.forget(signIn)
      const mine = sessions.depart(lineageOf(signIn))
      await Promise.all(underWay.of(lineageOf(signIn)).map((one) => giveUp(one, signIn)))
      await Promise.allSettled(mine.map((one) => goodbyes.end(signIn, one)))
    },
    transports,
    notices,
    asks,
    onListChanged: (tell) => void told.add(tell),
    close: () => sessions.clear(),
  }
}

/** Milliseconds that a gateway has to take the news of a cancelled call. */
const toldMs = 1_000

/** Answers without a handshake: the session was there. */
const noHandshake = {
  exchange: '',
  at: 0,
  where: '',
  status: 200,
  contentType: null,
  headers: [],
  body: '',
  message: null,
  ms: 0,
} satisfies McpAnswer

function failed({ answer }: Begun): McpAnswer {
  if (answer === undefined) throw new Error('a handshake that failed has an answer')
  return answer
}

/** HTTP with SSE: the server knows the session no longer (MCP TypeScript SDK 404, mcp-proxy 0.0.3 410). */
const gone = ({ status }: McpAnswer, session?: McpSession) =>
  session?.line !== undefined && (status === 404 || status === 410)
