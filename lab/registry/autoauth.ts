import { randomUUID } from 'node:crypto'

import { SignJWT, importJWK } from 'jose'

import type { Clock } from './clock.ts'
import type { SigningKey } from './keys.ts'

/**
 * What the embedded demo provider calls itself. It never matches the address that it is reached at,
 * which is why a strict client cannot discover it and presenters fetch raw tokens (seed, step 1).
 */
export const demoIssuer = 'http://localhost:8080/api/autoauth'
export const demoAudience = 'agentregistry'
export const demoPaths = {
  discovery: '/api/autoauth/.well-known/openid-configuration',
  jwks: '/api/autoauth/.well-known/jwks.json',
  token: '/api/autoauth/oauth/token',
} as const

/** One hour, as in the product's workshops. Seconds. */
export const demoTokenSeconds = 3_600

/** Profiles by client id, with the roles that their tokens carry. Nobody has a secret. */
const profiles: Readonly<Record<string, readonly string[]>> = {
  admin: ['admin'],
  engineering: ['engineering'],
  docs: ['docs'],
  security: ['security'],
  viewer: ['viewer'],
  norole: [],
}

/** The profile role that may do everything (RBAC_SUPERUSER_ROLE of a demo installation). */
export const demoSuperuserRole = 'admin'

export interface DemoProvider {
  key: SigningKey
  /** Name of the claim that carries the roles. */
  roleClaim: string
  clock: Clock
  tokenSeconds: number
  /** Where the registry is reached; the endpoints are there, whatever the issuer says. */
  origin: string
}

/** The provider's metadata (OpenID Connect Discovery 1.0 §3). */
export const discovery = ({ origin }: DemoProvider) => ({
  issuer: demoIssuer,
  token_endpoint: `${origin}${demoPaths.token}`,
  jwks_uri: `${origin}${demoPaths.jwks}`,
  grant_types_supported: ['client_credentials'],
  response_types_supported: ['token'],
  scopes_supported: ['openid', 'profile', 'email', 'Groups'],
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: ['RS256'],
  token_endpoint_auth_methods_supported: ['none'],
})

/** The token endpoint: client_credentials without a secret; errors as in RFC 6749 §5.2. */
export async function token(provider: DemoProvider, form: URLSearchParams): Promise<Response> {
  if (form.get('grant_type') !== 'client_credentials')
    return refuse(400, 'unsupported_grant_type', 'only client_credentials is supported')
  const clientId = form.get('client_id') ?? ''
  const roles = profiles[clientId]
  if (!roles)
    return refuse(
      401,
      'invalid_client',
      `client_id is one of the profiles ${Object.keys(profiles).join(', ')}`,
    )
  const scope = form.get('scope') ?? 'openid'
  const body = {
    access_token: await mint(provider, clientId, roles, scope),
    token_type: 'Bearer',
    expires_in: provider.tokenSeconds,
    scope,
  }
  return Response.json(body, { headers: { 'cache-control': 'no-store' } })
}

async function mint(
  { key, roleClaim, clock, tokenSeconds }: DemoProvider,
  profile: string,
  roles: readonly string[],
  scope: string,
): Promise<string> {
  const now = Math.floor(clock() / 1_000)
  const about = { name: profile, preferred_username: profile, email: `${profile}@example.com` }
  return new SignJWT({ ...about, scope, azp: profile, [roleClaim]: roles })
    .setProtectedHeader({ alg: 'RS256', kid: key.private.kid, typ: 'JWT' })
    .setIssuer(demoIssuer)
    .setAudience(demoAudience)
    .setSubject(profile)
    .setJti(randomUUID())
    .setIssuedAt(now)
    .setExpirationTime(now + tokenSeconds)
    .sign(await importJWK(key.private, 'RS256'))
}

const refuse = (status: number, error: string, description: string): Response =>
  Response.json(
    { error, error_description: description },
    { status, headers: { 'cache-control': 'no-store' } },
  )
