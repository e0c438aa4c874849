import * as z from 'zod'

import { digest } from './hash.ts'

/** The browser's own client at the façade: it has no secret, and what it gets is no token. */
const facadeClientId = 'console'

/** Where the façade may send a one-time code: pages of the console, and nothing else. */
const redirectPaths = ['/auth/popup', '/auth/callback']

/** What `oidc-client-ts` asks for. Unknown parameters are ignored, as RFC 6749 section 3.1 wants. */
const authorizeQuery = z.object({
  client_id: z.literal(facadeClientId),
  response_type: z.literal('code'),
  redirect_uri: z.string(),
  state: z.string().min(1).max(512),
  // RFC 7636 section 4.2: S256 of 32 bytes is 43 characters of base64url.
  code_challenge: z.string().regex(/^[\w-]{43}$/),
  code_challenge_method: z.literal('S256'),
  persona: z.string().max(63).optional(),
  prompt: z
    .string()
    .regex(/^[a-z_ ]{1,60}$/)
    .optional(),
  max_age: z
    .string()
    .regex(/^\d{1,9}$/)
    .optional(),
  login_hint: z.string().max(200).optional(),
})

export type AuthorizeRequest = z.output<typeof authorizeQuery>

/** Null unless every parameter is as the console sends it: a stranger gets no redirect. */
export function readAuthorize(
  query: Record<string, string>,
  publicOrigin: string,
): AuthorizeRequest | null {
  const parsed = authorizeQuery.safeParse(query)
  if (!parsed.success) return null
  const allowed = redirectPaths.map((path) => publicOrigin + path)
  return allowed.includes(parsed.data.redirect_uri) ? parsed.data : null
}

const tokenForm = z.object({
  grant_type: z.literal('authorization_code'),
  client_id: z.literal(facadeClientId),
  code: z.string(),
  redirect_uri: z.string(),
  // RFC 7636 section 4.1
  code_verifier: z.string().regex(/^[\w.~-]{43,128}$/),
})

export type TokenRequest = z.output<typeof tokenForm>

export function readTokenRequest(form: Record<string, unknown>): TokenRequest | null {
  const parsed = tokenForm.safeParse(form)
  return parsed.success ? parsed.data : null
}

/** RFC 7636 section 4.6. */
export const provesChallenge = (verifier: string, challenge: string): boolean =>
  digest(verifier) === challenge

/** `redirect_uri` with an authorization response (RFC 6749 sections 4.1.2 and 4.1.2.1). */
export function answerTo(
  { redirect_uri, state }: Pick<AuthorizeRequest, 'redirect_uri' | 'state'>,
  answer: { code: string } | { error: string; error_description: string },
): string {
  const url = new URL(redirect_uri)
  for (const [name, value] of Object.entries({ ...answer, state }))
    url.searchParams.set(name, value)
  return url.href
}

/** What the token endpoint says: it satisfies `oidc-client-ts` and holds nothing worth stealing. */
export const facadeTokens = {
  access_token: 'cookie',
  token_type: 'Cookie',
  scope: 'personas', // without `openid`, or oidc-client-ts would want an ID token
  expires_in: 300,
}
