/**
 * What the browser sees of gateways beyond tool calls: what they are, which rules they hold, and the documents
 * that configure them. Times ISO 8601, durations milliseconds.
 */

import type { Verdict } from '../contract.ts'
import type { AuditApi, AuditEntry } from './audit.ts'
import type { McpApi, McpAsk, McpNotice } from './mcp.ts'
import type { Feature } from './registry.ts'

export type GatewayProduct = 'agentgateway' | 'kuadrant' | 'mcp-proxy' | 'other'

/** Streamable HTTP, or HTTP with SSE of MCP 2024-11-05. `unknown` until it has been asked once. */
export type TransportKind = 'streamable-http' | 'sse' | 'unknown'

export interface GatewayView {
  id: string
  label: string
  product: GatewayProduct
  url: string
  /** What the configuration names, or what was found out when it was first asked. */
  transport?: TransportKind
  personas: string[]
  /** What the configuration gives of it; `reason` says what is missing. */
  features: Record<'policy' | 'topology' | 'trace' | 'manifests' | 'apply' | 'log', Feature>
}

/** What a gateway says of itself to one persona. */
export interface GatewayAbout {
  transport: TransportKind
  /** How that was found out, as a sentence. */
  transportSaid: string
  /** MCP version agreed on with it; null where no handshake succeeded. */
  protocolVersion: string | null
  server: { name: string; version?: string; title?: string } | null
  instructions?: string
  /** Names of MCP capabilities: `tools`, `resources`, `prompts`, `logging`, `completions`. */
  capabilities: string[]
  /** `stateless`: it answers without a session and gives none out. */
  sessions: 'stateful' | 'stateless' | 'unknown'
  /** The product's own release, where its admin port tells. */
  release?: string
  /** How the handshake went. */
  verdict: Verdict
}

/** How a gateway makes the names that it lists out of those of its targets. */
export interface NamingView {
  /** Between target and name: `_` (agentgateway), `:` (mcp-proxy), empty for Kuadrant's prefixes. */
  separator: string
  /** Targets and the prefix that each puts before its names; an empty prefix where there is none. */
  targets: { target: string; prefix: string }[]
}

export interface PolicyRule {
  action: 'allow' | 'deny' | 'require'
  expression: string
  /** The object that holds it: "EnterpriseAgentgatewayPolicy kagent/agw-mcp-rbac". */
  from: string
  /** `tools`: asked for each tool (mcpAuthorization). `request`: asked once for the request (authorization, HTTP 403). */
  scope: 'tools' | 'request'
}

/** The rules that a gateway reports on its admin port, and what they read. */
export interface PolicyView {
  known: boolean
  /** Why nothing is known, where `known` is false. */
  reason?: string
  /** `cel`: expressions. `claims`: one claim equals one string, of mcp-proxy 0.0.3, where no rule means no access. */
  engine: 'cel' | 'claims'
  rules: PolicyRule[]
  claimRules: { claim: string; value: string; tool: string; from: string }[]
  /** What happens where no rule exists at all. */
  withoutRules: 'allow' | 'deny'
  naming: NamingView
  /** Names of the claims that the rules read: `['groups']`. The claims card marks them. */
  decidingClaims: string[]
}

/** What the gateway's own trace said about one call (agentgateway 1.2 and later). */
export interface TraceView {
  result: 'allow' | 'deny' | 'unknown'
  rules: { expression: string; mode: 'allow' | 'deny' | 'require'; matched: boolean }[]
  /** Its steps in order, without values: "jwt: authenticated", "cel", "authorization: deny". */
  steps: { atMs: number; text: string }[]
}

export interface TopologyNode {
  id: string
  kind: 'listener' | 'route' | 'policy' | 'backend' | 'target' | 'tools'
  label: string
  /** Facts, in the order to be read: ["path", "/mcp"]. */
  facts: [string, string][]
  /** For tools: how many, as that persona; for targets: whether it answers. */
  state?: 'ready' | 'not_ready'
  /** The document that configures it. */
  manifest?: { apiVersion: string; kind: string; namespace: string; name: string }
}

export interface TopologyView {
  known: boolean
  reason?: string
  /** What it was read from: "GET /config_dump at 127.0.0.1:18091". */
  source?: string
  nodes: TopologyNode[]
  /** Pairs of node ids, in the direction of a request. A policy points to what it guards. */
  edges: [string, string][]
}

export interface ManifestView {
  apiVersion: string
  kind: string
  namespace: string
  name: string
  /** Without status and managed fields. */
  yaml: string
  /** Where secrets stood, something else stands. */
  masked?: boolean
}

export interface ManifestsView {
  available: boolean
  reason?: string
  manifests: ManifestView[]
}

/** One applied document, and what takes it back. */
export interface AppliedView {
  kind: string
  namespace: string
  name: string
  change: 'created' | 'changed' | 'unchanged'
  /** For `undo`; gone when the BFF starts anew, or somebody else changed the document. */
  undo: string | null
}

/** What can be told of a persona's token before a gateway is asked. Never the token itself. */
export interface TokenCheck {
  /** False where it is no JWT: then nobody but its issuer can read it. */
  readable: boolean
  issuer?: string
  audiences: string[]
  subject?: string
  expiresAt?: string
  /** The name of the key that signed it (`kid`), and how (`alg`). */
  key?: string
  algorithm?: string
  /** Sentences about the token as such, wherever it goes: that it has expired. */
  findings: string[]
  /** At each gateway of the persona: sentences about issuer, audience and key. */
  gateways: {
    gateway: string
    /** False where the gateway tells nobody whom it trusts. */
    told: boolean
    findings: string[]
  }[]
}

/** The gateway's own access log, the newest lines last. */
export interface AccessLogView {
  available: boolean
  reason?: string
  source?: string
  lines: { at: string | null; text: string; fields: Record<string, string> }[]
}

export interface GatewaysApi extends McpApi, AuditApi {
  'GET /bff/personas/:persona/token': { answer: TokenCheck }
  'GET /bff/gateways': { answer: { gateways: GatewayView[] } }
  /** Asks the gateway as that persona: a handshake where it wants one. */
  'GET /bff/gateways/:gateway': { query: { as: string }; answer: GatewayAbout }
  'GET /bff/gateways/:gateway/policy': { answer: PolicyView }
  'GET /bff/gateways/:gateway/topology': { query: { as?: string }; answer: TopologyView }
  'GET /bff/gateways/:gateway/manifests': { answer: ManifestsView }
  /** One or more YAML documents. Only where the configuration allows it (`kubernetes.apply`). */
  'POST /bff/gateways/:gateway/manifests/apply': {
    body: { yaml: string; dryRun?: boolean }
    answer: { applied: AppliedView[] }
  }
  'POST /bff/gateways/:gateway/manifests/undo': { body: { undo: string }; answer: AppliedView }
  'GET /bff/gateways/:gateway/log': { query: { lines?: string }; answer: AccessLogView }
}

/** What `GET /bff/events` sends of gateways. Notices and asks reach the sign-in whose persona caused them. */
export type GatewayEvent =
  | { event: 'mcp_notice'; data: McpNotice }
  | { event: 'mcp_ask'; data: McpAsk }
  /** A session began, was resumed or ended: lists of them are read again. */
  | { event: 'mcp_session'; data: { gateway: string; persona: string } }
  | { event: 'audit'; data: AuditEntry }
