/** Who asks, as far as the registry cares. */
export interface Identity {
  /** `sub` of the token; empty for a request without one. */
  subject: string
  email?: string
  issuer?: string
  /** Values of the role claim. */
  roles: string[]
  isSuperuser: boolean
  /** The bearer itself, to be forwarded to an agent and never stored or shown. */
  token?: string
}

/** A request that no token came with, where one is not asked for. Access policies grant it nothing. */
export const nobody: Identity = { subject: '', roles: [], isSuperuser: false }

/** Everybody in the open-source edition, which has no access control. */
export const anonymous: Identity = { subject: '', roles: [], isSuperuser: true }
