/** Tokens of one persona or operator. Lives in the store, sealed, and in memory; never in an answer. */
export interface HeldTokens {
  accessToken: string
  refreshToken?: string
  idToken?: string
  /** Claims of the access token (or, for an opaque one, of the ID token), decoded for display. */
  claims: Record<string, unknown>
  /** Unix milliseconds. Absent when the token does not say: then it is used until it is refused. */
  expiresAt?: number
  issuedAt: number
  /** The identity provider's session, for back-channel logout. */
  idpSession?: string
  offline?: boolean
}

/** One browser that is signed in: the record behind the cookie. */
export interface SignIn {
  /** sha256 of the cookie's value, base64url. The value itself is known to the browser alone. */
  id: string
  /** The id that it had first, where it has got a new one since: what is under way for it finds it by this. */
  lineage?: string
  operator: { name: string; subject: string; issuer: string; groups: string[] }
  browser: string
  signedInAt: number
  lastSeenAt: number
  absoluteExpiresAt: number
  operatorTokens: HeldTokens
  /** Personas that belong to this sign-in: device, code and pasted bearer. */
  personas: Record<string, HeldPersona>
  /**
   * Unix milliseconds. Until then a persona may be signing in by a page in this browser. Providers keep
   * one session a browser and end the operator's when another account signs in: that is no sign-out.
   */
  switchingUntil?: number
}

export interface HeldPersona {
  tokens?: HeldTokens
  /** Set when the identity provider ended it; the sentence that the browser shows. */
  endedBecause?: string
}

/** Gives out access tokens, refreshing early and once, however many ask at the same time. */
export interface TokenSource {
  /**
   * A token for `persona` that is not about to expire.
   * Throws Problem 401 `persona_signin_required`, 404 `persona_unknown` or 503 `idp_unavailable`.
   */
  get(persona: string, signIn: SignIn): Promise<HeldTokens>
  /** After an upstream said 401 to `stale`: one refresh, unless somebody already did it. Null if impossible. */
  renew(persona: string, signIn: SignIn, stale: string): Promise<HeldTokens | null>
}
