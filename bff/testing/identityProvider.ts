import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'

import { exportJWK, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose'

import { digest } from '../session/hash.ts'
import { serve, textOf } from './serve.ts'

/** How a provider may lie. Each field is one lie; without any it is honest. */
export interface Lies {
  /** The `iss` parameter of the authorization response. */
  issParameter?: string
  /** Over the honest claims of the ID token. */
  idClaims?: JWTPayload
  unsigned?: boolean
  /** Signed with a key that the provider does not publish. */
  foreignKey?: boolean
  /** The authorization response: over the honest parameters. */
  response?: Record<string, string>
}

export interface Double {
  issuer: string
  lies: Lies
  /** Who signs in next. */
  subject: string
  /** Forms that arrived at the token endpoint, in order. */
  tokenForms: Record<string, string>[]
  revoked: string[]
  /** Seconds that the next access tokens live. */
  lifetime: number
  /** What is granted, whatever was asked for. */
  scope: string
  /** The token endpoint answers this instead, while it is set. */
  tokenFault: { status: number; body: unknown } | undefined
  /** What a request at the token endpoint waits for, once its grant has been made. */
  beforeAnswer: ((form: Record<string, string>) => Promise<void> | undefined) | undefined
  /** Device codes that somebody has approved. */
  approveDevices: boolean
  /** As after a restart that lost them: every refresh is refused. */
  forgetRefreshTokens(): void
  logoutToken(claims: JWTPayload, header?: { typ: string }): Promise<string>
  close(): Promise<void>
}

const keys = await generateKeyPair('RS256', { extractable: true })
const foreign = await generateKeyPair('RS256', { extractable: true })
const published = { ...(await exportJWK(keys.publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' }

type Answer = { status?: number; body?: unknown; location?: string }

/** An OpenID provider on a port of its own, small enough to be made to lie. Signs everybody in who comes. */
export async function startIdentityProvider(clientId = 'kagent'): Promise<Double> {
  const codes = new Map<string, { nonce: string; challenge: string; subject: string }>()
  const refreshTokens = new Map<string, { subject: string; family: string }>()
  const served = await serve((request, response) => {
    void answer(request).then(
      (given) => send(response, given),
      (error: unknown) => send(response, { status: 500, body: String(error) }),
    )
  })
  const { origin: issuer } = served

  const state: Double = {
    issuer,
    lies: {},
    subject: 'presenter',
    tokenForms: [],
    revoked: [],
    lifetime: 1_800,
    scope: 'openid profile email',
    tokenFault: undefined,
    beforeAnswer: undefined,
    approveDevices: false,
    forgetRefreshTokens: () => refreshTokens.clear(),
    logoutToken: (claims, header = { typ: 'logout+jwt' }) =>
      new SignJWT({
        events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
        jti: randomBytes(8).toString('hex'),
        iss: issuer,
        aud: clientId,
        ...claims,
      })
        .setProtectedHeader({ alg: 'RS256', kid: 'k1', ...header })
        .setIssuedAt(claims.iat)
        .setExpirationTime('2m')
        .sign(state.lies.foreignKey ? foreign.privateKey : keys.privateKey),
    close: served.close,
  }
  return state

  async function answer(request: IncomingMessage): Promise<Answer> {
    const url = new URL(request.url ?? '/', issuer)
    const form = Object.fromEntries(new URLSearchParams(await textOf(request)))
    switch (url.pathname) {
      case '/.well-known/openid-configuration':
        return { body: metadata(issuer) }
      case '/certs':
        return { body: { keys: [published] } }
      case '/auth':
        return authorize(Object.fromEntries(url.searchParams))
      case '/token':
        return token(form).then(async (given) => {
          await state.beforeAnswer?.(form)
          return given
        })
      case '/device':
        return {
          body: {
            device_code: 'device-code-1',
            user_code: 'ABCD-EFGH',
            verification_uri: `${issuer}/activate`,
            expires_in: 600,
            interval: 5,
          },
        }
      case '/revoke':
        state.revoked.push(form['token'] ?? '')
        return {}
      default:
        return { status: 404, body: { error: 'not_found' } }
    }
  }

  function authorize(query: Record<string, string>): Answer {
    const code = randomBytes(16).toString('hex')
    const { nonce = '', code_challenge: challenge = '', redirect_uri: back = '' } = query
    codes.set(code, { nonce, challenge, subject: query['login_hint'] ?? state.subject })
    const url = new URL(back)
    const parameters = {
      code,
      state: query['state'] ?? '',
      iss: state.lies.issParameter ?? issuer,
      ...state.lies.response,
    }
    for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
    return { location: url.href }
  }

  async function token(form: Record<string, string>): Promise<Answer> {
    state.tokenForms.push(form)
    if (state.tokenFault) return state.tokenFault
    switch (form['grant_type']) {
      case 'authorization_code': {
        const known = codes.get(form['code'] ?? '')
        codes.delete(form['code'] ?? '')
        if (!known || digest(form['code_verifier'] ?? '') !== known.challenge) return invalidGrant
        return issue(known.subject, known.nonce)
      }
      case 'refresh_token': {
        const known = refreshTokens.get(form['refresh_token'] ?? '')
        if (!known) return invalidGrant
        refreshTokens.delete(form['refresh_token'] ?? '')
        return issue(known.subject, undefined, known.family)
      }
      case 'password':
        return form['password'] === form['username'] ? issue(form['username'] ?? '') : invalidGrant
      case 'client_credentials':
        return issue('machine')
      default:
        return state.approveDevices
          ? issue(state.subject)
          : { status: 400, body: { error: 'authorization_pending' } }
    }
  }

  async function issue(sub: string, nonce?: string, family?: string): Promise<Answer> {
    const now = Math.floor(Date.now() / 1000)
    const sid = family ?? `sid-${randomBytes(4).toString('hex')}`
    const claims = {
      iss: issuer,
      sub,
      sid,
      iat: now,
      preferred_username: sub,
      groups: ['field-admin'],
    }
    const access = {
      ...claims,
      aud: clientId,
      exp: now + state.lifetime,
      jti: randomBytes(8).toString('hex'),
    }
    const id = {
      ...claims,
      aud: clientId,
      exp: now + 300,
      ...(nonce && { nonce }),
      ...state.lies.idClaims,
    }
    const refreshToken = `refresh-${randomBytes(8).toString('hex')}`
    refreshTokens.set(refreshToken, { subject: sub, family: sid })
    return {
      body: {
        access_token: await signed(access),
        refresh_token: refreshToken,
        id_token: state.lies.unsigned
          ? new UnsecuredJWT(id).encode()
          : await signed(id, state.lies),
        token_type: 'Bearer',
        expires_in: state.lifetime,
        scope: state.scope,
      },
    }
  }
}

const invalidGrant: Answer = {
  status: 400,
  body: { error: 'invalid_grant', error_description: 'Token is not active' },
}

const signed = (claims: JWTPayload, lies: Lies = {}) =>
  new SignJWT(claims)
    .setProtectedHeader({ alg: 'RS256', kid: 'k1' })
    .sign(lies.foreignKey ? foreign.privateKey : keys.privateKey)

const metadata = (issuer: string) => ({
  issuer,
  authorization_endpoint: `${issuer}/auth`,
  token_endpoint: `${issuer}/token`,
  jwks_uri: `${issuer}/certs`,
  revocation_endpoint: `${issuer}/revoke`,
  end_session_endpoint: `${issuer}/logout`,
  device_authorization_endpoint: `${issuer}/device`,
  authorization_response_iss_parameter_supported: true,
  response_types_supported: ['code'],
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: ['RS256'],
})

function send(response: ServerResponse, { status = 200, body, location }: Answer): void {
  if (location !== undefined) response.writeHead(302, { location }).end()
  else
    response
      .writeHead(status, { 'content-type': 'application/json' })
      .end(body === undefined ? '' : JSON.stringify(body))
}
