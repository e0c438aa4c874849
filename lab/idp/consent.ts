import { type Grant, type KoaContextWithOIDC, interactionPolicy } from 'oidc-provider'

import { resource } from './accessTokens.ts'
import { supportedScopes } from './claims.ts'
import type { Next } from './http.ts'
import { paths } from './paths.ts'

/**
 * When a person is asked. Nobody is asked for consent, `prompt=consent` included: Keycloak shows that
 * page only for clients with "Consent Required". A device's code always asks who approves it, because
 * the browser at hand is mostly signed in as somebody else.
 */
export function signInPolicy(): interactionPolicy.DefaultPolicy {
  const policy = interactionPolicy.base()
  policy.get('consent')?.checks.clear()
  policy
    .get('login')
    ?.checks.add(
      new interactionPolicy.Check(
        'device_approval',
        'a device is approved by the person who signs in for it',
        'login_required',
        ({ oidc }) => oidc.deviceCode !== undefined && oidc.result?.login === undefined,
      ),
    )
  return policy
}

/**
 * The grant of this client in this SSO session, made at the first request. It is one per session, not
 * one per request: the library binds session tokens to the grant that the session names.
 */
export async function grantEverything(ctx: KoaContextWithOIDC): Promise<Grant | undefined> {
  const { client, session, provider } = ctx.oidc
  if (client === undefined || session?.accountId === undefined) return undefined
  const { clientId } = client
  const known = session.grantIdFor(clientId)
  const grant =
    (known === undefined ? undefined : await provider.Grant.find(known)) ??
    new provider.Grant({ clientId, accountId: session.accountId })
  grant.addOIDCScope(supportedScopes)
  grant.addResourceScope(resource, supportedScopes)
  await grant.save()
  return grant
}

/**
 * Keycloak grants `offline_access` to whoever asks; the library drops it unless `prompt=consent` comes
 * with it (OIDC Core §11). `prompt=none` stays alone, as it must (§3.1.2.1).
 */
export async function offlineWithoutConsent(ctx: KoaContextWithOIDC, next: Next): Promise<void> {
  const { scope, prompt } = ctx.query
  const prompts = typeof prompt === 'string' ? prompt.split(' ') : []
  if (
    ctx.path === paths.authorization &&
    typeof scope === 'string' &&
    scope.split(' ').includes('offline_access') &&
    !prompts.includes('none')
  )
    ctx.query = { ...ctx.query, prompt: [...new Set([...prompts, 'consent'])].join(' ') }
  await next()
}
