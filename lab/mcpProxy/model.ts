import type { JWK } from 'jose'

/** What a token must be to pass the listener. */
export interface Authn {
  readonly issuers: readonly string[]
  readonly audiences: readonly string[]
  /** One key: the proxy's "jwks" file holds a JWK, not a set (agentgateway tag v0.0.3). */
  readonly key: JWK
}

/** Grants a tool to the tokens whose claim equals a string. Rules are alternatives. */
export interface Rule {
  readonly claim: string
  readonly value: string
  /** `<namespace>/<service>:<tool>`, or `*`. */
  readonly tool: string
}

/** Everything the proxy was told by its documents. */
export interface ProxyModel {
  readonly port: number
  readonly authn?: Authn | undefined
  /** `<namespace>/<service>` → the SSE endpoint behind it. */
  readonly targets: ReadonlyMap<string, URL>
  readonly rules: readonly Rule[]
}
