import { failureCode } from '../failure.ts'
import { type Pools, type Received, send } from '../http.ts'
import { maskLiterals, withoutToken } from '../redact.ts'
import type { Recorder } from '../types.ts'
import {
  answerWatcher,
  findAnswer,
  isEventStream,
  type RpcHeard,
  type WireAnswer,
} from '../wire.ts'
import { acceptBoth, handshakelessVersion, type RpcOut } from './protocol.ts'
import { sessionSecrets } from './sessionSecrets.ts'

/** One POST to an MCP endpoint, as a person with that token. */
export interface McpPost {
  gateway: string
  url: URL
  persona: string
  owner: string
  token: string
  /** MCP session id and the version agreed with it, where a handshake was needed. */
  session?: { id?: string; version: string }
  label: string
  message: RpcOut
  /** Told of what the server says by itself while it answers, with the exchange in which it did. */
  hear?: (heard: RpcHeard, exchange: string) => void
  /** Sent along with those of the transport. */
  headers?: Record<string, string>
  deadline: number
  signal?: AbortSignal
}

export interface McpAnswer extends WireAnswer {
  exchange: string
  /** Unix milliseconds. */
  at: number
  headers: [string, string][]
}

/** Long tool lists and results are parsed up to this size; more is not an answer for people. */
const readCap = 4 * 1_048_576

/** Sends a message and reads the answer of the same POST, JSON or event stream. Never throws for the wire's sake. */
export async function mcpPost(
  parts: { pools: Pools; recorder: Recorder; clock: () => number },
  post: McpPost,
): Promise<McpAnswer> {
  const headers = headersOf(post)
  const body = JSON.stringify({ jsonrpc: '2.0', ...post.message })
  const at = parts.clock()
  const sentAt = performance.now()
  const exchange = parts.recorder.begin({
    upstream: 'gateway',
    target: post.gateway,
    owner: post.owner,
    persona: post.persona,
    label: post.label,
    method: 'POST',
    url: post.url.href,
    headers: Object.entries(headers),
    body,
  })
  const base = { exchange: exchange.id, at, where: post.url.host }
  const ms = () => Math.round((performance.now() - sentAt) * 10) / 10
  try {
    const { url, deadline, signal } = post
    // whoever waits counts the silence: a person may be asked meanwhile
    const silence = deadline
    const sent = { method: 'POST', url, headers, body, deadline, silence, cap: readCap } as const
    const received = await send(
      parts.pools,
      signal === undefined ? sent : { ...sent, signal },
      exchange,
      answerWatcher((heard) => post.hear?.(heard, exchange.id)),
    )
    if (received.broken) exchange.failed(received.broken.code, 'the answer broke off')
    else exchange.done()
    return { ...base, ...read(received, post), ms: ms() }
  } catch (error) {
    const failure = failureCode(error)
    exchange.failed(failure, 'no answer')
    const nothing = { status: null, contentType: null, headers: [], body: '', message: null }
    return { ...base, ...nothing, failure, ms: ms() }
  }
}

function headersOf({ token, session, headers, message }: McpPost): Record<string, string> {
  return {
    ...headers,
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    accept: acceptBoth,
    ...versionOf(message, session),
    ...(session?.id === undefined ? {} : { 'mcp-session-id': session.id }),
  }
}

/** Not in a handshake, which is about to find the version out (agentgateway 75b4e6c: -32020 where the two differ). */
const versionOf = (message: RpcOut, session: McpPost['session']) =>
  'method' in message && message.method === 'initialize'
    ? undefined
    : { 'mcp-protocol-version': session?.version ?? handshakelessVersion }

function read(
  { status, truncated, broken, ...received }: Received,
  { token, session, message }: McpPost,
) {
  const bytes = withoutToken(received.bytes, token, ...sessionSecrets(session?.id))
  const headers = received.headers.map(([name, text]): [string, string] => [
    name,
    maskLiterals(text, [token]),
  ])
  const value = (name: string) => headers.find(([key]) => key === name)?.[1]
  const contentType = value('content-type') ?? null
  const location = value('location')
  const authenticate = value('www-authenticate')
  const failure = broken?.code ?? (truncated ? 'TOO_LARGE' : undefined)
  const usable = !truncated || isEventStream(contentType)
  return {
    status,
    headers,
    contentType,
    body: bytes.toString(),
    message: usable ? findAnswer(bytes, contentType, message.id) : null,
    ...(location === undefined ? {} : { location }),
    ...(authenticate === undefined ? {} : { authenticate }),
    ...(failure === undefined ? {} : { failure }),
  }
}
