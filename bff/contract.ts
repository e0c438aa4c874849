/**
 * Everything that crosses between browser and BFF, as types only: no code may be exported from here.
 * Times are ISO 8601 strings, durations milliseconds. No type holds a token, and none may ever.
 */

import type { ChatApi, ConversationEvent } from './contract/chat.ts'
import type { GatewayEvent, GatewaysApi, TraceView } from './contract/gateways.ts'
import type { RegistryApi, RegistryEvent } from './contract/registry.ts'

export type * from './contract/audit.ts'
export type * from './contract/chat.ts'
export type * from './contract/gateways.ts'
export type * from './contract/mcp.ts'
export type * from './contract/registry.ts'

export type PersonaKind = 'password' | 'device' | 'code' | 'client_credentials' | 'bearer'

/**
 * `ready`: holds a token, or can mint one without asking anyone. `signed_out`: wants a sign-in.
 * `signin_required`: had one, and the identity provider ended it. `unavailable`: the provider did not answer.
 */
export type PersonaState = 'ready' | 'signed_out' | 'signin_required' | 'unavailable'

export interface PersonaView {
  id: string
  label: string
  kind: PersonaKind
  /** One server-wide token serves every operator; false when it belongs to this sign-in alone. */
  shared: boolean
  state: PersonaState
  /** A sentence, where `state` is not `ready`. */
  reason?: string
  /** Decoded for display; the token itself stays in the BFF. */
  claims?: Record<string, unknown>
  issuedAt?: string
  expiresAt?: string
  /** A shell line that sets `$ALICE_JWT`, where the configuration offers one. */
  mint?: string
}

export interface SessionView {
  operator: { name: string; subject: string; issuer: string; groups: string[] }
  signedInAt: string
  idleExpiresAt: string
  absoluteExpiresAt: string
  personas: PersonaView[]
  /** The configuration calls itself a lab: passwords of personas are known to everyone. */
  lab: boolean
  version: string
}

/** One browser that is signed in as this operator. */
export interface SignInView {
  id: string
  current: boolean
  browser: string
  signedInAt: string
  lastSeenAt: string
}

/** How a persona that wants a sign-in gets one. `popup`: the browser opens the façade's authorize page. */
export type SignInStart =
  | { next: 'done'; persona: PersonaView }
  | { next: 'popup' }
  | {
      next: 'device'
      handle: string
      userCode: string
      verificationUri: string
      verificationUriComplete?: string
      expiresAt: string
      intervalMs: number
    }

export type DevicePoll =
  | { status: 'pending' }
  | { status: 'done'; persona: PersonaView }
  | { status: 'refused'; reason: string }

export interface ToolView {
  name: string
  title?: string
  description?: string
  inputSchema: Record<string, unknown>
  outputSchema?: Record<string, unknown>
  annotations?: Record<string, unknown>
}

/** `allowed` the tool answered; `refused` the gateway's policy; `failed` the tool; `rejected` the token;
 * `invalid` the arguments; `unreachable` no usable answer. */
export type Outcome = 'allowed' | 'refused' | 'failed' | 'rejected' | 'invalid' | 'unreachable'

export interface Verdict {
  outcome: Outcome
  /** `unknown` when this persona's list could not be read. */
  listed: 'listed' | 'hidden' | 'unknown'
  /** Two words for a badge: "hidden, refused". */
  words: string
  /** One sentence a presenter could say aloud. */
  sentence: string
  /** What to try, where something can be tried. */
  hint?: string
  /** JSON-RPC error code, where the answer had one. */
  code?: number
  /** JSON-RPC error message or the text of the refusal, verbatim. */
  message?: string
  /** How far the request came. `upstream` only when the answer proves it. */
  reached: 'nowhere' | 'gateway' | 'upstream'
}

export interface Answer {
  exchange: string
  at: string
  /** Null when no HTTP answer arrived. */
  status: number | null
  contentType: string | null
  ms: number
  /** The body as it came over the wire, redacted, cut at 1 MiB. For SSE: the raw frames. */
  body: string
  bodyTruncated: boolean
  verdict: Verdict
}

export interface ToolListView {
  persona: string
  /** Empty unless the verdict is `allowed`. */
  tools: ToolView[]
  answer: Answer
}

export interface CallRequest {
  as: string
  tool: string
  arguments: Record<string, unknown>
  /** A UUID of the caller's own, for notices, questions and cancelling while it is under way. */
  call?: string
  /** Ask the gateway which of its rules decided. Where it cannot tell, `CallView.untraced` says so. */
  trace?: boolean
}

export interface CallView extends Answer {
  id: string
  gateway: string
  persona: string
  tool: string
  arguments: Record<string, unknown>
  /** The MCP result, where there was one: `content`, `structuredContent`, `isError`. */
  result?: Record<string, unknown>
  /** What the gateway's own trace said, where one was asked for and came. */
  trace?: TraceView
  untraced?: string
}

/** One line of the stream that `calls/stream` answers with; lines come in the order of completion. */
export interface CallLine {
  index: number
  call: CallView
}

export interface Frame {
  /** Milliseconds since the request was sent. */
  atMs: number
  event?: string
  id?: string
  data: string
}

export interface ExchangeView {
  id: string
  at: string
  upstream: 'gateway' | 'idp' | 'registry' | 'runtime'
  /** Which one: the gateway's or issuer's id. */
  target: string
  persona?: string
  /** What it was for: "tools/call get_product_info", "refresh token". */
  label: string
  method: string
  url: string
  requestHeaders: [string, string][]
  requestBody: string | null
  state: 'open' | 'done'
  status: number | null
  responseHeaders: [string, string][]
  responseBody: string | null
  frames: Frame[]
  firstByteMs: number | null
  ms: number | null
  truncated: boolean
  /** Where no answer, or no whole answer, came: a code such as ECONNREFUSED and a sentence. */
  error?: { code: string; message: string }
}

/** An exchange in a list: without headers, bodies and frames. */
export type ExchangeSummary = Pick<
  ExchangeView,
  'id' | 'at' | 'upstream' | 'target' | 'label' | 'method' | 'url' | 'state' | 'status' | 'ms'
> & { persona?: string; error?: { code: string; message: string } }

export interface UpstreamView {
  id: string
  kind: ExchangeView['upstream']
  label: string
  /** `not_ready`: something answers there, and not as it should; `reason` says what. */
  state: 'ready' | 'not_ready' | 'unreachable'
  ms: number | null
  reason?: string
  checkedAt: string
}

/** What `GET /bff/events` sends, as `event:` and JSON `data:`. */
export type BffEvent =
  | { event: 'exchange'; data: ExchangeSummary }
  | { event: 'upstream'; data: UpstreamView }
  | { event: 'personas'; data: PersonaView[] }
  | { event: 'signed_out'; data: { reason: string } }
  | { event: 'registry'; data: RegistryEvent }
  | { event: 'conversation'; data: ConversationEvent }
  | GatewayEvent

/** Every code the browser may meet; `web/api` switches over it exhaustively. */
export type ProblemCode =
  | 'session_required'
  | 'persona_signin_required'
  | 'persona_unknown'
  | 'idp_unavailable'
  | 'csrf'
  | 'bad_request'
  /** Somebody behind the BFF said no: a policy, or a token that it does not take. */
  | 'forbidden'
  /** It is in the way of itself: being deleted, or not ours to change. */
  | 'conflict'
  | 'not_found'
  | 'method_not_allowed'
  | 'too_large'
  | 'too_many_requests'
  | 'bad_gateway'
  | 'gateway_timeout'
  | 'misdirected'
  | 'store_unavailable'
  | 'internal'

export interface ProblemBody {
  error: {
    code: ProblemCode
    message: string
    /** What to do next. */
    hint?: string
    requestId: string
    persona?: string
    upstream?: string
  }
}

/** The routes, one line each. `web/api` calls nothing else; `bff/routes` answers exactly these. */
export interface Api extends RegistryApi, ChatApi, GatewaysApi {
  'GET /bff/session': { answer: SessionView }
  'POST /bff/logout': { answer: { endSession?: string } }
  'GET /bff/signins': { answer: { signIns: SignInView[] } }
  'POST /bff/signins/:id/revoke': { answer: { revoked: number } }
  'POST /bff/signins/revoke-others': { answer: { revoked: number } }
  'POST /bff/personas/:persona/signin': { answer: SignInStart }
  'POST /bff/personas/:persona/device/:handle': { answer: DevicePoll }
  'POST /bff/personas/:persona/bearer': { body: { token: string }; answer: PersonaView }
  'POST /bff/personas/:persona/refresh': { answer: PersonaView }
  'POST /bff/personas/:persona/signout': { answer: PersonaView }
  'GET /bff/upstreams': { answer: { upstreams: UpstreamView[] } }
  'GET /bff/gateways/:gateway/tools': { query: { as: string }; answer: ToolListView }
  'POST /bff/gateways/:gateway/calls': { body: CallRequest; answer: CallView }
  /** Answers `application/x-ndjson`: one `CallLine` a line, as each is done. At most 200 calls. */
  'POST /bff/gateways/:gateway/calls/stream': { body: { calls: CallRequest[] }; answer: CallLine }
  'GET /bff/calls': { query: { gateway?: string; limit?: string }; answer: { calls: CallView[] } }
  'POST /bff/calls/clear': { answer: { cleared: number } }
  'GET /bff/exchanges': { query: { limit?: string }; answer: { exchanges: ExchangeSummary[] } }
  'GET /bff/exchanges/:id': { answer: ExchangeView }
  'POST /bff/exchanges/clear': { answer: { cleared: number } }
}
