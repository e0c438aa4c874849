export type SignInFailureKind =
  | 'blocked'
  | 'closed'
  | 'refused'
  | 'provider'
  | 'expired'
  | 'unknown'

const sentences: Record<SignInFailureKind, string> = {
  blocked: 'The browser blocked the sign-in window.',
  closed: 'The sign-in window was closed before the sign-in was done.',
  refused: 'The identity provider refused this sign-in.',
  provider: 'The identity provider did not answer. Check that it is running, then try again.',
  expired: 'This sign-in took too long, or was already used. Start it again.',
  unknown: 'The sign-in did not work. Start it again.',
}

/** Why a sign-in failed, as a sentence; `kind` decides what to offer next. */
export class SignInFailure extends Error {
  readonly kind: SignInFailureKind

  constructor(kind: SignInFailureKind, detail?: string, options?: ErrorOptions) {
    super(detail ? `${sentences[kind]} It says: ${detail}` : sentences[kind], options)
    this.name = 'SignInFailure'
    this.kind = kind
  }
}

/**
 * Reads what `oidc-client-ts` 3.5 throws: `ErrorResponse` carries an OAuth error code (RFC 6749
 * section 4.1.2.1, OpenID Connect Core 3.1.2.6); a popup's end only has its message.
 */
export function signInFailure(cause: unknown): SignInFailure {
  if (cause instanceof SignInFailure) return cause
  if (!(cause instanceof Error)) return new SignInFailure('unknown')
  const code = 'error' in cause && typeof cause.error === 'string' ? cause.error : ''
  const kind = code ? ofCode(code) : ofMessage(cause.message)
  const said = 'error_description' in cause ? cause.error_description : undefined
  const detail = kind === 'refused' && typeof said === 'string' ? said : undefined
  return new SignInFailure(kind, detail, { cause })
}

function ofCode(code: string): SignInFailureKind {
  if (
    ['access_denied', 'login_required', 'consent_required', 'interaction_required'].includes(code)
  ) {
    return 'refused'
  }
  if (['temporarily_unavailable', 'server_error', 'idp_unavailable'].includes(code))
    return 'provider'
  return ['invalid_grant', 'no_transaction'].includes(code) ? 'expired' : 'unknown'
}

function ofMessage(message: string): SignInFailureKind {
  if (/blocked|disposed window/i.test(message)) return 'blocked'
  if (/closed|aborted/i.test(message)) return 'closed'
  if (/no matching state/i.test(message)) return 'expired'
  return /failed to fetch|networkerror|timed out|load failed/i.test(message)
    ? 'provider'
    : 'unknown'
}
