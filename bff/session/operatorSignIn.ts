import * as client from 'openid-client'

import type { Config } from '../config/schema.ts'
import { Problem } from '../problem.ts'
import { answerTo, type AuthorizeRequest, provesChallenge, type TokenRequest } from './facade.ts'
import type { Grants } from './grants.ts'
import { digest, randomSecret } from './hash.ts'
import { fromResponse } from './heldTokens.ts'
import { idpFailure } from './idpFailure.ts'
import { forPurpose } from './idpFetch.ts'
import { operatorOf } from './operator.ts'
import type { Providers } from './providers.ts'
import { type RecordParts, Records } from './records.ts'
import type { HeldTokens } from './types.ts'

/** Between the redirect to the provider and the way back. */
interface Begun {
  /** sha256 of the cookie of the browser that began: nobody else may finish. */
  browser: string
  request: Pick<AuthorizeRequest, 'redirect_uri' | 'state' | 'code_challenge'>
  persona?: string
  /** The operator who began a persona's sign-in, by subject: it is attached to nobody else. */
  subject?: string
  issuer: string
  verifier: string
  nonce: string
  maxAge?: number
}

/** Between the way back and the one-time code's redemption. */
export interface Finished extends Pick<
  Begun,
  'browser' | 'request' | 'persona' | 'subject' | 'issuer'
> {
  tokens: HeldTokens
  /** Claims of the ID token: who it is. */
  identity: Record<string, unknown>
}

/** How long a person may take at the provider's page. */
export const beginsMs = 10 * 60_000
const codeMs = 60_000

export interface OperatorSignInParts extends RecordParts {
  config: Config
  providers: Providers
  grants: Pick<Grants, 'revoke'>
}

/**
 * The interactive sign-in: of the operator, or of a persona of kind `code`. Upstream it is authorization
 * code with PKCE, state, nonce and `iss` (RFC 9700 section 2.1, RFC 9207); downstream one-time codes.
 */
export function createOperatorSignIn({ config, providers, grants, ...parts }: OperatorSignInParts) {
  const begun = new Records<Begun>(parts, 'transaction')
  const finished = new Records<Finished>(parts, 'transaction')
  const callback = `${config.publicOrigin}/bff/callback`

  /** What is asked of which provider; null when `persona` is not one that signs in by a page. */
  function wanted(request: AuthorizeRequest) {
    const { persona, prompt, max_age, login_hint } = request
    const own = { ...(max_age && { max_age }), ...(login_hint && { login_hint }) }
    if (persona === undefined) {
      const { issuer } = config.operator
      return { issuer, scope: undefined, parameters: { ...(prompt && { prompt }), ...own } }
    }
    const settings = Object.hasOwn(config.personas, persona) ? config.personas[persona] : undefined
    if (settings?.kind !== 'code') return null
    const { issuer, scope, loginHint } = settings
    const hint = loginHint === undefined ? {} : { login_hint: loginHint }
    return { issuer, scope, parameters: { prompt: prompt ?? settings.prompt, ...hint, ...own } }
  }

  return {
    /** Where to send the browser: to the provider, or back at once with what is wrong. Null: a bad request. */
    async begin(
      request: AuthorizeRequest,
      browserCookie: string,
      subject: string | undefined,
    ): Promise<string | null> {
      const want = wanted(request)
      if (want === null) return null
      const { issuer, parameters } = want
      const verifier = client.randomPKCECodeVerifier()
      const [state, nonce] = [client.randomState(), client.randomNonce()]
      const { redirect_uri, code_challenge, persona, max_age } = request
      const transaction: Begun = {
        browser: digest(browserCookie),
        request: { redirect_uri, code_challenge, state: request.state },
        ...(persona === undefined ? {} : { persona }),
        ...(subject === undefined ? {} : { subject }),
        ...(max_age === undefined ? {} : { maxAge: Number(max_age) }),
        issuer,
        verifier,
        nonce,
      }
      try {
        const configuration = await providers.of(issuer)
        const query = {
          redirect_uri: callback,
          scope: want.scope ?? config.issuers[issuer]?.scope ?? 'openid',
          code_challenge: await client.calculatePKCECodeChallenge(verifier),
          code_challenge_method: 'S256',
          state,
          nonce,
          ...parameters,
        }
        const pushed = configuration.serverMetadata().pushed_authorization_request_endpoint
        const purpose = { label: 'push the authorization request', ...(persona && { persona }) }
        const url = pushed
          ? await forPurpose(purpose, () =>
              client.buildAuthorizationUrlWithPAR(configuration, query),
            )
          : client.buildAuthorizationUrl(configuration, query)
        await begun.put(
          digest('state', state),
          transaction,
          { expiresAt: parts.clock() + beginsMs },
          0,
        )
        return providers.browse(issuer, url).href
      } catch (error) {
        return answerTo(request, refusal(error, issuer))
      }
    },

    /** The provider's answer. Always an address of the console, without a trace of what came. */
    async finish(query: string, browserCookie: string | undefined): Promise<string> {
      const state = new URLSearchParams(query).get('state') ?? ''
      const lost = `${config.publicOrigin}/?error=no_transaction`
      const pending = (await begun.reread(digest('state', state)))?.value
      // Looked at before it is taken: a stranger who saw the state cannot spoil the sign-in.
      if (pending === undefined || digest(browserCookie ?? '') !== pending.browser) return lost
      if ((await begun.take(digest('state', state))) === null) return lost
      const { verifier, nonce, maxAge, ...kept } = pending
      const { request, persona, issuer } = kept
      try {
        const configuration = await providers.of(issuer)
        const purpose = { label: 'redeem the authorization code', ...(persona && { persona }) }
        const response = await forPurpose(purpose, () =>
          // The configured origin, not the Host header, says where the answer arrived.
          client.authorizationCodeGrant(configuration, new URL(callback + query), {
            pkceCodeVerifier: verifier,
            expectedState: state,
            expectedNonce: nonce,
            idTokenExpected: true,
            ...(maxAge === undefined ? {} : { maxAge }),
          }),
        )
        const done: Finished = {
          ...kept,
          tokens: fromResponse(response, parts.clock()),
          identity: { ...response.claims() },
        }
        const stranger = persona === undefined ? strangerIn(done) : null
        if (stranger !== null) {
          await discard(done)
          return answerTo(request, { error: 'access_denied', error_description: stranger })
        }
        const code = randomSecret()
        await finished.put(digest('code', code), done, { expiresAt: parts.clock() + codeMs }, 0)
        return answerTo(request, { code })
      } catch (error) {
        return answerTo(request, refusal(error, issuer))
      }
    },

    /** Takes the code, which is gone whatever comes of it. Null unless everything about the request is right. */
    async redeem(
      request: TokenRequest,
      browserCookie: string | undefined,
    ): Promise<Finished | null> {
      const done = await finished.take(digest('code', request.code))
      if (done === null) return null
      const right =
        digest(browserCookie ?? '') === done.browser &&
        request.redirect_uri === done.request.redirect_uri &&
        provesChallenge(request.code_verifier, done.request.code_challenge)
      if (right) return done
      await discard(done)
      return null
    },

    discard,
  }

  /** Revokes what nobody will hold. Best effort: what is not revoked expires, and nobody has it. */
  async function discard({ issuer, tokens }: Finished): Promise<void> {
    const purpose = { label: 'revoke tokens' }
    await forPurpose(purpose, () => grants.revoke(issuer, tokens)).catch(() => undefined)
  }

  /** Why whoever has signed in may not use the console, or null. */
  function strangerIn(done: Finished): string | null {
    const { groups } = config.operator
    const operator = operatorOf(done)
    if (groups === undefined || operator?.groups.some((group) => groups.includes(group)))
      return null
    const who = operator?.name ?? 'This account'
    return `${who} is in none of the groups that may use this console: ${groups.join(', ')}.`
  }

  function refusal(error: unknown, issuer: string): { error: string; error_description: string } {
    if (error instanceof Problem)
      return { error: 'temporarily_unavailable', error_description: error.message }
    const failure = idpFailure(error, providers.host(issuer))
    if (failure.kind === 'unavailable')
      return { error: 'temporarily_unavailable', error_description: failure.reason }
    return { error: failure.code, error_description: failure.reason }
  }
}

export type OperatorSignIn = ReturnType<typeof createOperatorSignIn>
