/**
 * What the browser sees of MCP itself: sessions that the BFF keeps, what servers say and ask of themselves, and
 * requests other than tool calls. Times ISO 8601.
 */

import type { Answer } from '../contract.ts'
import type { GatewayAbout, TransportKind } from './gateways.ts'

/** An MCP session id taken apart, without any secret. Ids inside are shortened: whole ones never leave the BFF. */
export type EnvelopeView =
  | {
      /** agentgateway without a session key: base64url of JSON, unsigned. */
      kind: 'json'
      targets: { target: string; session: string | null; endpoint?: string }[]
      /** The envelope with its ids shortened. */
      json: Record<string, unknown>
      sentence: string
    }
  /** Kuadrant: a JWT, whose signature only the gateway can check. */
  | {
      kind: 'jwt'
      header: Record<string, unknown>
      claims: Record<string, unknown>
      sentence: string
    }
  /** A server's own id, handed through. */
  | { kind: 'plain'; sentence: string }
  /** Encrypted, or of a shape nobody knows. */
  | { kind: 'opaque'; sentence: string }

export interface McpSessionView {
  gateway: string
  persona: string
  startedAt: string
  lastUsedAt: string
  protocolVersion: string
  transport: TransportKind
  server: GatewayAbout['server']
  capabilities: string[]
  envelope: EnvelopeView
  /** The BFF holds a stream open on which the gateway sends what nobody asked for. */
  listening: boolean
  /** It was lost once and begun anew; a sentence with the time. */
  resumed?: string
}

/** Something that came from the server without being an answer. */
export interface McpNotice {
  id: string
  at: string
  gateway: string
  persona: string
  /** The call it belongs to, by `CallRequest.call`. */
  call?: string
  kind: 'progress' | 'log' | 'list_changed' | 'resource_updated' | 'cancelled' | 'other'
  /** `notifications/tools/list_changed` … */
  method: string
  params: Record<string, unknown>
  exchange?: string
}

/** A question of the server that a person answers: tied to the persona whose call caused it. */
export interface McpAsk {
  id: string
  at: string
  gateway: string
  persona: string
  call?: string
  kind: 'elicitation' | 'sampling'
  /** What is asked, as a sentence for people. */
  message: string
  /** Elicitation: a flat JSON Schema of the answer. */
  schema?: Record<string, unknown>
  /** Sampling: what the model would be given. */
  sampling?: { messages: unknown[]; systemPrompt?: string; maxTokens?: number }
  state: 'open' | 'answered' | 'expired'
}

export type McpAskAnswer =
  | { action: 'accept'; content: Record<string, unknown> }
  | { action: 'decline' | 'cancel' }

/** One MCP request other than a tool call, and its answer. */
export interface McpRequestBody {
  as: string
  method:
    | 'ping'
    | 'resources/list'
    | 'resources/templates/list'
    | 'resources/read'
    | 'resources/subscribe'
    | 'resources/unsubscribe'
    | 'prompts/list'
    | 'prompts/get'
    | 'completion/complete'
    | 'logging/setLevel'
  params?: Record<string, unknown>
}

export interface McpReply extends Answer {
  gateway: string
  persona: string
  method: McpRequestBody['method']
  result?: Record<string, unknown>
}

export interface McpApi {
  'GET /bff/gateways/:gateway/sessions': { answer: { sessions: McpSessionView[] } }
  /** Begins one, or answers the one that is there. `listen` opens its stream for notifications. */
  'POST /bff/gateways/:gateway/sessions': {
    body: { as: string; listen?: boolean }
    answer: { session: McpSessionView | null; about: GatewayAbout }
  }
  'POST /bff/gateways/:gateway/sessions/:persona/end': {
    answer: { ended: boolean; status: number | null; sentence: string }
  }
  'POST /bff/gateways/:gateway/requests': { body: McpRequestBody; answer: McpReply }
  /** `call` is the caller's own id of a call under way (`CallRequest.call`). */
  'POST /bff/gateways/:gateway/calls/:call/cancel': { answer: { cancelled: boolean } }
  'GET /bff/mcp/notices': { query: { gateway?: string }; answer: { notices: McpNotice[] } }
  'GET /bff/mcp/asks': { answer: { asks: McpAsk[] } }
  'POST /bff/mcp/asks/:id/answer': { body: McpAskAnswer; answer: McpAsk }
}
