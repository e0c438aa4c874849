import type { RuleSet } from '../cel/rules.ts'
import type { JwtPolicy } from '../jwt/policy.ts'

/** A Kubernetes object's name. */
export interface ObjectName {
  readonly namespace: string
  readonly name: string
}

export const qualified = ({ namespace, name }: ObjectName): string => `${namespace}/${name}`

/** One MCP server behind a backend. */
export interface McpTarget {
  readonly name: string
  /** The transport it speaks: streamable HTTP, or HTTP with SSE of MCP 2024-11-05. */
  readonly protocol: 'StreamableHTTP' | 'SSE'
  readonly url: URL
  /** `ip:port` of a target that a Service stands for: sessions are pinned to it. */
  readonly endpoint?: string
}

/** An AgentgatewayBackend of type `mcp`, or kgateway's Backend of type `MCP`. */
export interface McpBackend {
  readonly kind: 'AgentgatewayBackend' | 'Backend'
  readonly name: ObjectName
  readonly sessionRouting: 'Stateful' | 'Stateless'
  readonly failureMode: 'FailClosed' | 'FailOpen'
  readonly prefixMode: 'Conditional' | 'Always' | 'Never'
  readonly targets: readonly McpTarget[]
}

export interface PathMatch {
  readonly type: 'PathPrefix' | 'Exact'
  readonly value: string
}

/** One rule of an HTTPRoute with what applies to it after all policies are merged. */
export interface Route {
  readonly name: ObjectName
  readonly rule: string | undefined
  readonly matches: readonly PathMatch[]
  readonly backend: McpBackend
  readonly jwt: JwtPolicy | undefined
  readonly authorization: RuleSet
  readonly mcpAuthorization: RuleSet
}

/** What a policy is attached to. */
export interface PolicyTarget {
  readonly kind: 'Gateway' | 'HTTPRoute' | 'AgentgatewayBackend'
  readonly name: ObjectName
  readonly sectionName?: string | undefined
}

/** A policy as loaded, once per target. */
export interface AppliedPolicy {
  readonly kind: string
  readonly name: ObjectName
  readonly target: PolicyTarget
  readonly jwt: JwtPolicy | undefined
  readonly authorization: RuleSet
  readonly mcpAuthorization: RuleSet
}

/** Everything a gateway is configured with: one Gateway with one HTTP listener. */
export interface GatewayModel {
  readonly name: ObjectName
  readonly listener: { readonly name: string; readonly port: number }
  readonly routes: readonly Route[]
  readonly backends: readonly McpBackend[]
  readonly policies: readonly AppliedPolicy[]
}
