import type { KoaContextWithOIDC, errors } from 'oidc-provider'

/** Status, `error` and `error_description` of an answer at a back-channel endpoint. */
type ErrorAnswer = readonly [status: number, error: string, description: string]

const clientWords = 'Invalid client or Invalid client credentials'

/**
 * What oidc-provider says, and what Keycloak says instead. The words are Keycloak's own:
 * ClientIdAndSecretAuthenticator 03f1a16 (an unknown client and a wrong secret differ in the code),
 * TokenEndpoint 008e27b, AuthorizationCodeGrantType 01e267d, RefreshTokenGrantType 091ec95,
 * DeviceGrantType 02523d1, ClientCredentialsGrantType 0312c39, TokenManager and PkceUtils.
 */
const words: Readonly<Record<string, ErrorAnswer>> = {
  'client not found': [401, 'invalid_client', clientWords],
  'invalid secret provided': [401, 'unauthorized_client', clientWords],
  'the provided authentication mechanism does not match the registered client authentication method':
    [401, 'unauthorized_client', clientWords],
  'no client authentication mechanism provided': [
    400,
    'invalid_client',
    'Missing client_id parameter',
  ],
  'unsupported grant_type requested': [400, 'unsupported_grant_type', 'Unsupported grant_type'],
  'refresh token is expired': [400, 'invalid_grant', 'Token is not active'],
  'refresh token already used': [
    400,
    'invalid_grant',
    'Maximum allowed refresh token reuse exceeded',
  ],
  'grant not found': [400, 'invalid_grant', 'Session not active'],
  'grant is expired': [400, 'invalid_grant', 'Session not active'],
  'authorization code not found': [400, 'invalid_grant', 'Code not valid'],
  'authorization code already consumed': [400, 'invalid_grant', 'Code not valid'],
  'authorization code is expired': [400, 'invalid_grant', 'Code is expired'],
  'authorization code redirect_uri mismatch': [400, 'invalid_grant', 'Incorrect redirect_uri'],
  'code_verifier must be provided': [400, 'invalid_grant', 'PKCE code verifier not specified'],
  'code_verifier does not match code_challenge': [
    400,
    'invalid_grant',
    'PKCE verification failed: Code mismatch',
  ],
  'device code not found': [400, 'invalid_grant', 'Device code not valid'],
  'device code is expired': [400, 'expired_token', 'Device code is expired'],
}

const byError: Readonly<Record<string, ErrorAnswer>> = {
  authorization_pending: [
    400,
    'authorization_pending',
    'The authorization request is still pending',
  ],
  access_denied: [400, 'access_denied', 'The end user denied the authorization request'],
}

const notAllowed: Readonly<Record<string, ErrorAnswer>> = {
  password: [400, 'unauthorized_client', 'Client not allowed for direct access grants'],
  client_credentials: [
    401,
    'unauthorized_client',
    'Public client not allowed to retrieve service account',
  ],
  authorization_code: [400, 'invalid_grant', 'Client not allowed to exchange code'],
}

const otherClient: Readonly<Record<string, string>> = {
  refresh_token: "Invalid refresh token. Token client and authorized client don't match",
  authorization_code: 'Auth error: Found different client_id in clientSession',
}

/** The library's refresh tokens: 256 random bits in 43 characters. Anything else never was one. */
const refreshTokenShape = /^[\w-]{43}$/

/** Keycloak's answer for what went wrong, or undefined where both say the same. */
function keycloakError(
  error: errors.OIDCProviderError,
  params: Readonly<Record<string, unknown>>,
): ErrorAnswer | undefined {
  const said = error.error_detail ?? error.error_description ?? ''
  const grantType = String(params['grant_type'])
  if (said.includes('must not be provided twice'))
    return [400, 'invalid_request', 'duplicated parameter']
  // Keycloak looks at the grant type before it looks at the client.
  if ('grant_type' in params && params['grant_type'] === undefined)
    return [400, 'invalid_request', 'Missing form parameter: grant_type']
  if (said === 'refresh token not found')
    return [
      400,
      'invalid_grant',
      refreshTokenShape.test(String(params['refresh_token']))
        ? 'Session not active'
        : 'Invalid refresh token',
    ]
  if (said === 'client mismatch')
    return [400, 'invalid_grant', otherClient[grantType] ?? 'Device code not valid']
  if (said === 'requested grant type is not allowed for this client') return notAllowed[grantType]
  if (said.startsWith('code_verifier ') && words[said] === undefined)
    return [400, 'invalid_grant', 'PKCE verification failed: Invalid code verifier']
  const missing = /^missing required parameters? '(\w+)'/.exec(said)?.[1]
  if (missing === 'refresh_token') return [400, 'invalid_request', 'No refresh token']
  if (missing === 'redirect_uri') return [400, 'invalid_grant', 'Incorrect redirect_uri']
  if (missing === 'grant_type')
    return [400, 'invalid_request', 'Missing form parameter: grant_type']
  if (missing !== undefined) return [400, 'invalid_request', `Missing parameter: ${missing}`]
  return words[said] ?? byError[error.error]
}

/** Puts Keycloak's answer in place of the library's. */
export function answerAsKeycloak(ctx: KoaContextWithOIDC, error: errors.OIDCProviderError): void {
  const answer = keycloakError(error, ctx.oidc.params ?? {})
  if (answer === undefined) return
  const [status, code, description] = answer
  ctx.status = status
  ctx.body = { error: code, error_description: description }
}
