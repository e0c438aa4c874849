import type { AgentSpec } from '../../agent/agent.ts'

/** What a container speaks; AgentCore's `serverProtocol` without MCP, which no agent here needs. */
export const protocols = ['A2A', 'HTTP', 'AGUI'] as const
type Protocol = (typeof protocols)[number]

/** AgentCore's `customJWTAuthorizer`; the discovery document is that of the lab's issuer. */
export interface JwtAuthorizer {
  type: 'JWT'
  allowedAudience?: string[]
  allowedClients?: string[]
}

/** SigV4 or a token, never both. */
export type Authorizer = { type: 'SIGV4' } | JwtAuthorizer

/** An agent runtime: a container image with a name of its own, here an agent of the lab. */
export interface AgentRuntime {
  /** `arn:aws:bedrock-agentcore:us-east-1:111122223333:runtime/solofieldassistant-AbCdEfGhIj`. */
  arn: string
  agent: AgentSpec
  /** For the log alone: the lab's agents are not in images. */
  image: string
  protocol: Protocol
  authorizer: Authorizer
  /** A2A: also parts of texts while they grow, as kagent-adk with `stream: true`. */
  stream: boolean
}

/** Region of a runtime's ARN. */
export const regionOf = (arn: string): string => arn.split(':')[3] ?? ''

/** The runtime's id, `solofieldassistant-AbCdEfGhIj`. */
export const runtimeIdOf = (arn: string): string => arn.split('/').at(-1) ?? ''
