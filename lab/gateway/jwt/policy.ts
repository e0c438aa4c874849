import type { KeySource } from './keys.ts'

/** Claims of a verified token, as JSON. */
export type Claims = Record<string, unknown>

/** An issuer that is trusted, the audiences it must name one of, and where its keys are. */
export interface Provider {
  readonly issuer: string
  readonly audiences?: readonly string[] | undefined
  readonly keys: KeySource
}

/** `Optional` lets a request without token pass; `Permissive` lets one with a bad token pass as well. */
type JwtMode = 'Strict' | 'Optional' | 'Permissive'

/** The header that carries the token, and what stands before it there. */
export interface TokenLocation {
  readonly name: string
  readonly prefix: string
}

/** MCP's flavour: failures are one fixed JSON answer, and the OAuth discovery documents are served. */
export interface McpAuthentication {
  readonly provider?: 'Keycloak' | undefined
  readonly clientId?: string | undefined
  readonly resourceMetadata: Readonly<Record<string, unknown>>
}

export interface JwtPolicy {
  readonly mode: JwtMode
  readonly providers: readonly Provider[]
  readonly location: TokenLocation
  readonly mcp?: McpAuthentication | undefined
}
