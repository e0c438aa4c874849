import type { HeldTokens, SignIn } from '../../session/types.ts'
import type { McpAnswer } from './post.ts'
import type { SessionKey } from './sessions.ts'

/** Who asks which gateway as whom. */
export interface McpCaller {
  gateway: string
  persona: string
  signIn: SignIn
  signal?: AbortSignal
}

export interface McpRequest {
  method: string
  params?: Record<string, unknown>
  /** How the wire panel calls it. */
  label: string
  /** Sent along, such as the name by which a gateway's trace is to find it. */
  headers?: Record<string, string>
  /** The caller's own name for it: asks for progress, and can be cancelled. */
  call?: string
}

/** The answer, and whose token it answers to. */
export interface McpOutcome extends McpAnswer {
  account: string
  claims: Record<string, unknown>
  /** The beginning of the id of the MCP session that it went through. */
  session?: string
}

/** A caller with the token of the moment. */
export interface Peer {
  caller: McpCaller
  held: HeldTokens
  key: SessionKey
}
