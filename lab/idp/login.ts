import type Provider from 'oidc-provider'
import type { Interaction, InteractionResults, KoaContextWithOIDC } from 'oidc-provider'

import { type Next, readForm } from './http.ts'
import { errorPage } from './pages/error.ts'
import { loginPage } from './pages/login.ts'
import { loginPath } from './paths.ts'
import { type Person, authenticate, personById, personByLogin } from './people.ts'
import { endSession } from './signOut.ts'
import type { Store } from './store.ts'

/**
 * The sign-in page and what it posts. A tile signs its person in with one click; the form takes a
 * user name or e-mail address and a password. The interaction's cookie is SameSite=Lax and bound to
 * this page's path, so that no other site can post here.
 */
export function login(provider: Provider, store: Store) {
  return async (ctx: KoaContextWithOIDC, next: Next): Promise<void> => {
    if (!ctx.path.startsWith(loginPath)) {
      await next()
      return
    }
    const interaction = await provider.interactionDetails(ctx.req, ctx.res).catch(() => undefined)
    if (interaction === undefined) {
      ctx.status = 400
      ctx.type = 'html'
      ctx.body = await errorPage(
        'This sign-in has ended',
        'It was finished in another tab, or nobody answered within 30 minutes. Go back to where you came from and sign in again.',
      )
      return
    }
    if (ctx.method === 'POST') await submit(ctx, interaction)
    else await show(ctx, interaction)
  }

  async function show(
    ctx: KoaContextWithOIDC,
    { params, session }: Interaction,
    failed?: { username: string },
  ): Promise<void> {
    const client = await provider.Client.find(String(params['client_id']))
    const hint = params['login_hint']
    ctx.type = 'html'
    ctx.body = await loginPage({
      clientName: client?.clientName ?? 'an application',
      signedIn: personById(session?.accountId ?? ''),
      hinted: typeof hint === 'string' ? personByLogin(hint) : undefined,
      username: failed?.username ?? (typeof hint === 'string' ? hint : ''),
      failed: failed !== undefined,
    })
  }

  async function submit(ctx: KoaContextWithOIDC, interaction: Interaction): Promise<void> {
    const form = await readForm(ctx.req)
    const tile = form.get('account')
    const username = form.get('username') ?? ''
    if (form.has('cancel')) {
      await finish(ctx, { error: 'access_denied', error_description: 'User denied access' })
      return
    }
    const person =
      tile === null ? authenticate(username, form.get('password') ?? '') : personByLogin(tile)
    if (person === undefined) {
      await show(ctx, interaction, { username })
      return
    }
    await leavePrevious(interaction, person)
    await finish(ctx, { login: { accountId: person.id } })
  }

  /**
   * One browser has one SSO session: signing in as somebody else ends the one before, back-channel
   * logout included. The library does the same on its way back, by a page that posts itself.
   */
  async function leavePrevious(interaction: Interaction, person: Person): Promise<void> {
    if (interaction.session === undefined || interaction.session.accountId === person.id) return
    const previous = await provider.Session.findByUid(interaction.session.uid)
    if (previous !== undefined) await endSession(provider, store, previous)
    interaction.session = undefined
    await interaction.persist()
  }

  async function finish(ctx: KoaContextWithOIDC, result: InteractionResults): Promise<void> {
    const returnTo = await provider.interactionResult(ctx.req, ctx.res, result, {
      mergeWithLastSubmission: false,
    })
    ctx.status = 303
    ctx.redirect(returnTo)
  }
}
