import { createHash, randomBytes } from 'node:crypto'

import type { Answer, RunningIdp } from './running.ts'
import type { Page, Visitor } from './visitor.ts'

export const callback = 'http://localhost:8787/bff/callback'

export interface CodeRequest {
  url: string
  verifier: string
}

/** An authorization request of the console's BFF with PKCE (RFC 7636); `more` adds or overrides. */
export function codeRequest(idp: RunningIdp, more: Record<string, string> = {}): CodeRequest {
  const verifier = randomBytes(32).toString('base64url')
  const challenge = createHash('sha256').update(verifier).digest('base64url')
  const query = new URLSearchParams({
    client_id: 'kagent',
    response_type: 'code',
    scope: 'openid',
    redirect_uri: callback,
    state: 'a-state',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...more,
  })
  return { url: `${idp.endpoint('auth')}?${query.toString()}`, verifier }
}

export const redeem = (idp: RunningIdp, { url }: Page, verifier: string): Promise<Answer> =>
  idp.asKagent('token', {
    grant_type: 'authorization_code',
    code: new URL(url).searchParams.get('code') ?? '',
    redirect_uri: callback,
    code_verifier: verifier,
  })

/** Signs a person in by a tile and answers the tokens. */
export async function signIn(
  idp: RunningIdp,
  visitor: Visitor,
  name: string,
  more: Record<string, string> = {},
): Promise<Record<string, string>> {
  const { url, verifier } = codeRequest(idp, more)
  const page = await visitor.open(url)
  const back = await visitor.post(page.url, { account: name })
  const { body } = await redeem(idp, back, verifier)
  return Object.fromEntries(Object.entries(body).map(([key, value]) => [key, String(value)]))
}
