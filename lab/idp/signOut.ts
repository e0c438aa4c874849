import type Provider from 'oidc-provider'
import type { Client, KoaContextWithOIDC, Session } from 'oidc-provider'

import type { Next } from './http.ts'
import type { Store } from './store.ts'

/**
 * Ends an SSO session: tells each client of it by a logout token (OIDC Back-Channel Logout 1.0), then
 * drops its grants, except those that offline access lets outlive it. A client that cannot be reached
 * does not keep the session alive.
 */
export async function endSession(
  provider: Provider,
  store: Store,
  session: Session,
): Promise<void> {
  const { accountId, authorizations = {} } = session
  await session.destroy()
  for (const { grantId, persistsLogout } of Object.values(authorizations))
    if (grantId !== undefined && persistsLogout !== true) store.revokeGrant(grantId)
  await Promise.allSettled(
    Object.entries(authorizations).map(async ([clientId, { sid }]) => {
      const client = await provider.Client.find(clientId)
      if (client?.backchannelLogoutUri !== undefined && accountId !== undefined)
        await notify(client, accountId, sid)
    }),
  )
}

async function notify(client: Client, accountId: string, sid: string | undefined): Promise<void> {
  const { backchannelLogout } = client
  if (typeof backchannelLogout === 'function') await backchannelLogout.call(client, accountId, sid)
}

/**
 * RP-initiated logout without a question, as Keycloak does it: a good `id_token_hint` of the person
 * who is signed in ends the session at once, and so does nobody being signed in. Without a hint, or
 * with another person's, the library's confirmation page stays.
 */
export function signOutAtOnce(provider: Provider, store: Store) {
  return async (ctx: KoaContextWithOIDC, next: Next): Promise<void> => {
    await next()
    if (ctx.status !== 200 || ctx.oidc?.route !== 'end_session') return
    const { session, entities, params } = ctx.oidc
    if (session === undefined) return
    if (
      session.accountId !== undefined &&
      entities.IdTokenHint?.payload['sub'] !== session.accountId
    )
      return
    await endSession(provider, store, session)
    const goal = params?.['post_logout_redirect_uri']
    const target = new URL(typeof goal === 'string' ? goal : ctx.oidc.urlFor('end_session_success'))
    const state = params?.['state']
    if (typeof goal === 'string' && typeof state === 'string')
      target.searchParams.set('state', state)
    ctx.redirect(target.href)
  }
}
