import type { Config } from '../../config/schema.ts'
import type { TokenSource } from '../../session/types.ts'
import type { Pools } from '../http.ts'
import { maskLiterals } from '../redact.ts'
import { mapTexts } from '../redactValue.ts'
import type { Recorder } from '../types.ts'
import { isRecord, type RpcHeard } from '../wire.ts'
import { type EventStream, openEventStream } from './eventStream.ts'
import { gatewayUrl } from './gatewayUrl.ts'
import type { Incoming } from './incoming.ts'
import { createPatience, type Patience } from './patience.ts'
import { type McpAnswer, mcpPost } from './post.ts'
import { longestMs, type RpcOut } from './protocol.ts'
import { createReplies } from './replies.ts'
import type { McpSession } from './sessions.ts'
import { sessionSecrets } from './sessionSecrets.ts'
import { openSseLine, type SseLine } from './sse.ts'
import type { McpCaller, McpRequest, Peer } from './types.ts'
import type { CallsUnderWay, UnderWay } from './underWay.ts'

export interface ChannelParts {
  config: Config
  pools: Pools
  recorder: Recorder
  tokens: TokenSource
  clock: () => number
  underWay: CallsUnderWay
  incoming: Incoming
}

/** Requests and messages to gateways, over whichever transport their session has. */
export interface Channel {
  /** One request, which waits for as long as something is heard of it. */
  ask(peer: Peer, asked: McpRequest, session?: McpSession): Promise<McpAnswer>
  /** A message that nobody answers: a notification, or the answer to the server. */
  tell(peer: Peer, message: RpcOut, label: string, session?: McpSession): Promise<McpAnswer>
  /** HTTP with SSE: the connection. `begun` answers its session, once there is one. */
  line(
    peer: Peer,
    begun: () => McpSession | undefined,
    ended: () => void,
  ): Promise<SseLine | McpAnswer>
  /** Streamable HTTP: the GET of a session. */
  ear(
    peer: Peer,
    session: McpSession,
    signal: AbortSignal,
    after?: string,
  ): Promise<EventStream | McpAnswer>
  /** What a server says outside of any answer, dealt with. */
  hears(
    peer: Peer,
    session: () => McpSession | undefined,
  ): (heard: RpcHeard, exchange: string) => void
}

/** No method of MCP is half as long. */
const longestMethod = 200

/** A server may repeat what it was sent. */
function bareOf(heard: RpcHeard, { held }: Peer, session?: McpSession): RpcHeard {
  const secrets = [held.accessToken, ...sessionSecrets(session?.id)]
  // each text by itself: the server chose the id of its session, and where it would cut a text of JSON
  const bare = (text: string) => maskLiterals(text, secrets)
  const params = mapTexts(heard.params, bare)
  const method = bare(heard.method).slice(0, longestMethod)
  return { ...heard, method, params: isRecord(params) ? params : {} }
}

export function createChannel(parts: ChannelParts): Channel {
  const { config, tokens, underWay, incoming } = parts
  const silence = config.limits.upstreamHeaders
  const replies = createReplies()
  let lastId = 0

  const base = ({ caller, held }: Peer) => ({
    gateway: caller.gateway,
    persona: caller.persona,
    owner: caller.signIn.operator.subject,
    token: held.accessToken,
    url: gatewayUrl(config, caller.gateway),
  })

  interface Sent {
    message: RpcOut
    label: string
    patience: Patience
    session: McpSession | undefined
    headers?: Record<string, string> | undefined
    within?: UnderWay
  }

  function send(peer: Peer, sent: Sent): Promise<McpAnswer> {
    const { message, label, patience, session, headers, within } = sent
    const post = {
      ...base(peer),
      message,
      label,
      deadline: longestMs,
      signal: patience.signal,
      hear: hearing(peer, () => session, within),
      ...(headers === undefined ? {} : { headers }),
    }
    if (session === undefined) return mcpPost(parts, post)
    const { id, version, line } = session
    return line === undefined
      ? mcpPost(parts, { ...post, session: { id, version } })
      : line.ask({ ...post, session: { version } })
  }

  function hearing(peer: Peer, session: () => McpSession | undefined, within?: UnderWay) {
    const { gateway, persona, signIn } = peer.caller
    const caller: McpCaller = { gateway, persona, signIn }
    const whose = `${signIn.operator.subject} ${gateway}`
    const reply = (message: RpcOut, label: string) => replies(whose, () => answer(message, label))
    async function answer(message: RpcOut, label: string): Promise<void> {
      const held = await tokens.get(persona, signIn).catch(() => peer.held)
      await tell({ ...peer, caller, held }, message, label, session())
    }
    return (heard: RpcHeard, exchange: string) =>
      incoming(bareOf(heard, peer, session()), {
        caller,
        exchange,
        reply,
        ...(within === undefined ? {} : { within }),
      })
  }

  async function tell(peer: Peer, message: RpcOut, label: string, session?: McpSession) {
    const patience = createPatience(silence)
    return send(peer, { message, label, patience, session }).finally(() => patience.over())
  }

  return {
    async ask(peer, { method, params, label, headers, call }, session) {
      const { caller, key } = peer
      const id = (lastId = (lastId % 1_000_000) + 1)
      const patience = createPatience(silence, caller.signal)
      const { entry, leave } = underWay.enter({
        ...key,
        id,
        patience,
        ...(call === undefined ? {} : { call }),
      })
      const given = call === undefined ? params : { ...params, _meta: { progressToken: call } }
      const message = { id, method, ...(given === undefined ? {} : { params: given }) }
      const sent = { message, label, patience, session, headers, within: entry }
      return send(peer, sent).finally(leave)
    },
    tell,
    line: (peer, begun, ended) =>
      openSseLine(parts, { ...base(peer), deadline: silence, hear: hearing(peer, begun), ended }),
    ear: (peer, { id, version }, signal, after) =>
      openEventStream(parts, {
        ...base(peer),
        label: 'listen',
        deadline: silence,
        signal,
        headers: {
          'mcp-session-id': id,
          'mcp-protocol-version': version,
          ...(after === undefined ? {} : { 'last-event-id': after }),
        },
      }),
    hears: (peer, session) => hearing(peer, session),
  }
}
